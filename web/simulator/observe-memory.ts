import type { LocalEntry } from "../src/journal/device.ts";
import type { Storage } from "../src/journal/storage.ts";
import { type Contents, emptyContents } from "./disk.ts";
import type { Ledger } from "./ledger.ts";
import type { Phone } from "./phone.ts";

/** A journal in memory whose changes the ledger is told of, as it is of those on a disk. */
export const observeMemory = (
  memory: Storage,
  phone: Phone,
  ledger: Ledger,
  byOwner: boolean,
): Storage => {
  const read = (): Promise<LocalEntry[]> => memory.read((transaction) => transaction.entries());
  const asContents = (entries: LocalEntry[]): Contents => ({
    ...emptyContents(),
    entries: new Map(entries.map((entry) => [entry.id, entry])),
  });
  return {
    ...memory,
    async write(work) {
      const before = asContents(await read());
      const value = await memory.write(work);
      ledger.journalChanged(phone, before, asContents(await read()), byOwner);
      return value;
    },
  };
};
