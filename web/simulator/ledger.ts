import type { ClockReading } from "@throughline/shared/clock-correction.ts";
import type { Entry, PushRequest } from "@throughline/shared/journal.ts";
import type { LogEvent, LogFields } from "../../api/src/log.ts";
import type { LocalEntry } from "../src/journal/device.ts";
import type { Contents } from "./disk.ts";
import type { Page } from "./page.ts";
import type { Phone } from "./phone.ts";

/** What somebody meant to record with one tap or scan. */
export interface Act {
  trueMs: number;
  page: Page;
  type: Entry["type"];
  /** The station, the scan to undo, or the reason. */
  what: string;
  /** The page may not store anything and said so: its memory is all there is. */
  inMemory: boolean;
}

/** An entry that came to stand in a journal, whether or not its page lived to say so. */
export interface Recorded {
  entry: LocalEntry;
  phone: Phone;
  act: Act;
  /** The page showed its confirmation. */
  confirmed: boolean;
  /** Its owner took it away, after being told what that means. */
  removed: boolean;
  /** As last seen in the journal. */
  rejected: string | undefined;
}

/** One request of a device that reached the server. */
export interface Delivery {
  page: Page;
  sentMs: number;
  receivedMs: number;
  /** What it said of its own clocks. */
  clocks: ClockReading;
}

/** An event as it stands in the database. */
export interface StoredEvent {
  day: string;
  visitId: string;
  item: Record<string, unknown>;
}

/** All that really happened, for the properties to be judged by. */
export interface Ledger {
  recorded: Map<string, Recorded>;
  /** By entry id. */
  deliveries: Map<string, Delivery[]>;
  /** By entry id: the device's clock (epoch ms) as its first attempt left, whether or not it arrived. */
  firstSent: Map<string, number>;
  /** By entry id: every place where the entry stands. */
  stored: Map<string, StoredEvent[]>;
  /** Now it happens; said again when a page takes it anew into its memory. */
  happens(act: Act): void;
  confirm(entryId: string): void;
  journalChanged(phone: Phone, before: Contents, after: Contents, byOwner: boolean): void;
  attempted(push: PushRequest): void;
  delivered(page: Page, push: PushRequest, at: Pick<Delivery, "sentMs" | "receivedMs">): void;
  commanded(command: string, input: object): void;
  logged(event: LogEvent, fields?: LogFields): void;
  maintenanceFailed(error: unknown): void;
}

const EVENT_KEY = /^SITE#[^#]*#DAY#([^#]*) VISIT#([^#]*)#([^#]*)$/;

export const createLedger = ({
  nowMs,
  note,
  violate,
}: {
  nowMs: () => number;
  note: (line: string) => void;
  violate: (problem: string) => void;
}): Ledger => {
  const acts = new Map<string, Act>();
  const ledger: Ledger = {
    recorded: new Map(),
    deliveries: new Map(),
    firstSent: new Map(),
    stored: new Map(),

    happens(act) {
      act.trueMs = nowMs();
      acts.set(stampKey(act.page.environment), act);
    },

    confirm(entryId) {
      const recorded = ledger.recorded.get(entryId);
      if (!recorded) return violate(`a page confirmed ${entryId}, which stands in no journal`);
      recorded.confirmed = true;
      note(`confirmed ${entryId}`);
    },

    journalChanged(phone, before, after, byOwner) {
      if (before.entries === after.entries) return;
      for (const [id, entry] of after.entries) {
        if (before.entries.get(id) === entry) continue;
        const known = ledger.recorded.get(id);
        if (known) known.rejected = entry.rejected?.code;
        else {
          const act = acts.get(stampKey({ ...entry, monotonicMs: () => entry.monotonicMs }));
          if (!act) return violate(`the journal of ${phone.name} holds ${id}, which nobody made`);
          const fresh = { confirmed: false, removed: false, rejected: undefined };
          ledger.recorded.set(id, { entry, phone, act, ...fresh });
        }
      }
      for (const id of before.entries.keys()) {
        if (after.entries.has(id)) continue;
        const known = ledger.recorded.get(id);
        if (byOwner && known) known.removed = true;
        else if (!ledger.stored.has(id)) {
          violate(`${id} left the journal of ${phone.name} before the server had it`);
        }
      }
    },

    attempted({ entries, sentAt }) {
      for (const { id } of entries) {
        if (!ledger.firstSent.has(id)) ledger.firstSent.set(id, Date.parse(sentAt));
      }
    },

    delivered(page, { entries, sentAt, bootId, monotonicMs }, { sentMs, receivedMs }) {
      const clocks = { wallMs: Date.parse(sentAt), monotonicMs, bootId };
      for (const { id } of entries) {
        const known = ledger.deliveries.get(id);
        const delivery = { page, sentMs, receivedMs, clocks };
        if (known) known.push(delivery);
        else ledger.deliveries.set(id, [delivery]);
      }
    },

    commanded(command, input) {
      if (command !== "PutItemCommand") return;
      const { Item: item } = input as { Item: Record<string, unknown> };
      note(`${command} ${item.pk} ${item.sk}`);
      const [, day, visitId, id] = EVENT_KEY.exec(`${item.pk} ${item.sk}`) ?? [];
      if (!day || !visitId || !id) return;
      const places = ledger.stored.get(id) ?? [];
      if (places.some((place) => place.day === day && place.visitId === visitId)) {
        return violate(`${id} was written over what stood there`);
      }
      ledger.stored.set(id, [...places, { day, visitId, item }]);
    },

    logged(event, fields) {
      const { error = "", stack = [] } = fields ?? {};
      if (event === "failure") violate(`the server failed: ${error} ${stack.join(" ")}`);
      // What passes by itself is refused as such; all else is a bug.
      if (event === "maintenance-failed" && !error.startsWith("AppError")) {
        violate(`maintenance failed: ${error} ${stack.join(" ")}`);
      }
    },

    maintenanceFailed(error) {
      if ((error as Error).name !== "AppError") violate(`maintenance failed: ${error}`);
    },
  };
  return ledger;
};

const stampKey = ({ bootId, monotonicMs }: { bootId: string; monotonicMs: () => number }) =>
  `${bootId} ${monotonicMs()}`;
