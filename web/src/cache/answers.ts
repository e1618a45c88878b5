import { Dexie, type Table } from "dexie";

/** One answer of the API as it came, under the address it came from. */
export interface KeptAnswer {
  url: string;
  /** By this device's clock, so that its age can be told on this device. */
  fetchedAtMs: number;
  value: unknown;
}

/** More than a staff member looks at between two connections; the oldest go first. */
const MOST_KEPT = 200;

class AnswerDatabase extends Dexie {
  readonly answers!: Table<KeptAnswer, string>;

  constructor() {
    super("throughline-staff");
    this.version(1).stores({ answers: "url, fetchedAtMs" });
  }
}

const database = new AnswerDatabase();

/** The last known answer of an address, or undefined. */
export const readAnswer = (url: string): Promise<KeptAnswer | undefined> =>
  database.answers.get(url);

/** The addresses of kept answers that begin so. */
export const listAnswers = (prefix: string): Promise<string[]> =>
  database.answers.where("url").startsWith(prefix).primaryKeys();

/** Keeps an answer in place of an older one of the same address; a newer one stays. */
export const keepAnswer = (answer: KeptAnswer): Promise<void> =>
  database.transaction("rw", database.answers, async () => {
    const kept = await database.answers.get(answer.url);
    if (kept && kept.fetchedAtMs > answer.fetchedAtMs) return;
    await database.answers.put(answer);
    const surplus = (await database.answers.count()) - MOST_KEPT;
    if (surplus > 0) {
      const oldest = await database.answers.orderBy("fetchedAtMs").limit(surplus).primaryKeys();
      await database.answers.bulkDelete(oldest);
    }
  });

/** Removes all of them: who has signed out leaves no figures behind. */
export const forgetAnswers = (): Promise<void> => database.answers.clear();
