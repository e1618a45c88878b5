import { newDevice } from "../../src/journal/device.ts";
import { pending } from "../../src/journal/journal.ts";
import type { Storage, Transaction } from "../../src/journal/storage.ts";
import { type Code, productCode } from "../code.ts";
import type { Variants } from "./variants.ts";

const withTransaction =
  (change: (transaction: Transaction) => Transaction): Code["storage"] =>
  (storage): Storage => ({
    ...storage,
    write: (work) => storage.write((transaction) => work(change(transaction))),
  });

const deleteAll = async (transaction: Transaction) => {
  for (const { id } of await transaction.entries()) await transaction.deleteEntry(id);
};

/** Faults in the journal, the push loop and the lock. */
export const variantsOfTheDevice: Variants = {
  "a dropped retry": () => ({
    ...productCode,
    createPushLoop: (environment, push) => {
      const neverAgain = { ...environment, after: () => () => {} };
      return productCode.createPushLoop(neverAgain, push);
    },
  }),

  "no limit to the wait for the lock": () => ({
    ...productCode,
    environment: (environment) => ({
      ...environment,
      locks: environment.locks && {
        request: (name, _options, work) =>
          (environment.locks as NonNullable<typeof environment.locks>).request(
            name,
            { signal: new AbortController().signal },
            work,
          ),
      },
    }),
  }),

  "deletion before the answer": () => ({
    ...productCode,
    push: async (journal) => {
      if ((await pending(journal)).length === 0) return undefined;
      const pushed = productCode.push(journal);
      await journal.storage.write(deleteAll);
      return pushed;
    },
  }),

  "deletion of what was recorded during the push": () => ({
    ...productCode,
    push: async (journal) => {
      const failure = await productCode.push(journal);
      if (!failure) await journal.storage.write(deleteAll);
      return failure;
    },
  }),

  "a confirmation before the disk has the entry": () => ({
    ...productCode,
    storage: (storage) => ({
      ...storage,
      write: (work) =>
        new Promise((resolve, reject) => {
          const written = storage.write(async (transaction) => {
            const value = await work(transaction);
            resolve(value);
            return value;
          });
          written.catch(reject);
        }),
    }),
  }),

  "a void applied to the newest scan rather than its id": () => ({
    ...productCode,
    storage: withTransaction((transaction) => {
      let device = newDevice();
      return {
        ...transaction,
        device: async () => {
          device = await transaction.device();
          return device;
        },
        putEntry: (entry) => {
          const scans = device.visits[entry.site]?.scans ?? [];
          const scanId = scans[scans.length - 1]?.id;
          if (entry.type !== "void" || !scanId) return transaction.putEntry(entry);
          return transaction.putEntry({ ...entry, body: { ...entry.body, scanId } });
        },
      };
    }),
  }),

  "a number used again": () => ({
    ...productCode,
    storage: withTransaction((transaction) => ({
      ...transaction,
      putDevice: (device) =>
        transaction.putDevice({ ...device, nextSeq: Math.max(0, device.nextSeq - 1) }),
    })),
  }),

  "a refused entry sent again for ever": () => ({
    ...productCode,
    storage: withTransaction((transaction) => ({
      ...transaction,
      putEntry: ({ rejected: _rejected, ...entry }) => transaction.putEntry(entry),
    })),
  }),
};
