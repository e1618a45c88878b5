import { appendForVisit } from "../src/journal/append-for-visit.ts";
import { createChanges } from "../src/journal/changes.ts";
import { browserEnvironment, browserGzip, newId } from "../src/journal/environment.ts";
import { append } from "../src/journal/journal.ts";
import { memoryStorage } from "../src/journal/memory-storage.ts";
import { push } from "../src/journal/push.ts";

/** Milliseconds between two people at a station, and how long ago visits began. */
const BETWEEN_MS = 36_000;
const VISIT_AGES_MS = 3 * 3_600_000;

/**
 * The bytes of the body that one push of `scans` entries sends, by the real journal: those of a
 * station's tablet, or of one patient's phone.
 */
export const weighPush = async (
  device: "tablet" | "phone",
  scans: number,
  { packed }: { packed: boolean },
): Promise<number> => {
  let bytes = 0;
  let nowMs = Date.parse("2026-11-20T09:00:00.000Z");
  const startMs = nowMs;
  const own = browserEnvironment();
  const environment = {
    ...own,
    wallMs: () => Math.round(nowMs),
    monotonicMs: () => nowMs - startMs,
    gzip: packed ? browserGzip : undefined,
    fetch: (async (_url, init) => {
      const body = init?.body as Uint8Array | undefined;
      bytes += body?.byteLength ?? 0;
      return new Response(null, { status: 503 });
    }) satisfies typeof fetch,
  };
  const journal = { environment, storage: memoryStorage(), changes: createChanges() };
  for (let scan = 0; scan < scans; scan++) {
    nowMs += 2 * BETWEEN_MS * Math.random();
    if (device === "tablet") {
      const beganMs = nowMs - VISIT_AGES_MS * Math.random();
      const visitId = newId({ ...environment, wallMs: () => beganMs });
      const code = { site: "main", visitId, visitDay: "2026-11-20", language: "en" };
      await appendForVisit(journal, { code, station: "check-in" });
    } else {
      await append(journal, { type: "scan", site: "main", station: `station-${scan}` });
    }
  }
  await push(journal);
  return bytes;
};
