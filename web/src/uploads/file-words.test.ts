import { noCounts } from "@throughline/shared/file-report.ts";
import { expect, it } from "vitest";
import {
  countsInWords,
  formatBytes,
  heldUpInWords,
  meaningOf,
  stateInWords,
  wentInBefore,
} from "./file-words.ts";

it("says what became of the rows, and of none more than it has", () => {
  expect(countsInWords({ counts: noCounts })).toBe("0 rows");
  const counts = { rows: 1200, stored: 1100, unchanged: 90, older: 8, rejected: 2 };
  expect(countsInWords({ counts })).toBe(
    "1,200 rows: 1,100 new or changed, 90 known already, 8 older than what is known, 2 rejected",
  );
});

it("marks a file with rejected rows apart from one that went in whole", () => {
  const rejected = { ...noCounts, rejected: 1 };
  expect(meaningOf({ state: "done", counts: noCounts, heldUp: null })).toBe("fine");
  expect(meaningOf({ state: "done", counts: rejected, heldUp: null })).toBe("soon");
  expect(meaningOf({ state: "failed", counts: noCounts, heldUp: null })).toBe("overdue");
  expect(meaningOf({ state: "processing", counts: rejected, heldUp: null })).toBe("unknown");
});

it.each([
  [0, "0 bytes"],
  [1023, "1,023 bytes"],
  [1024, "1 KB"],
  [1536, "1.5 KB"],
  [20 * 1024 * 1024, "20 MB"],
])("writes %s bytes as %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it.each([
  [{ stored: 1200, unchanged: 3 }, "1,200 rows went in before."],
  [{ unchanged: 1, older: 1 }, "2 rows before told nothing new."],
  [{ rejected: 2 }, "No row of it went in."],
])("of a broken file with %j says %s", (counts, sentence) => {
  expect(wentInBefore({ counts: { ...noCounts, ...counts } })).toBe(sentence);
});

it("says of a file that the server could not take in that it is tried again, and how often it was", () => {
  const heldUp = { attempts: 1, since: "2026-03-10T12:00:00.000Z" };
  expect(stateInWords({ state: "processing", heldUp: null })).toBe("Being read");
  expect(stateInWords({ state: "processing", heldUp })).toBe("Held up, tried again");
  expect(meaningOf({ state: "waiting", counts: noCounts, heldUp })).toBe("overdue");
  expect(heldUpInWords(heldUp)).toBe("has failed once");
  expect(heldUpInWords({ ...heldUp, attempts: 1200 })).toBe("has failed 1,200 times");
});
