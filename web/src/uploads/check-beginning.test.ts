import { defaultFeedProfile, type FeedProfile } from "@throughline/shared/feed-profile.ts";
import { createLocalClock } from "@throughline/shared/written-time.ts";
import { expect, it } from "vitest";
import { checkBeginning } from "./check-beginning.ts";

const check = (text: string, profile: Partial<FeedProfile> = {}, piece = 7) => {
  const bytes = new TextEncoder().encode(text);
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  };
  return checkBeginning(pieces(), {
    profile: { ...defaultFeedProfile, ...profile },
    clock: createLocalClock("Europe/Berlin"),
    receivedMs: Date.parse("2026-11-21T12:00:00.000Z"),
  });
};

const header = "test_id,patient_id,test_type,test_date,ours";
const row = (n: number) => `T${n},P1,CRP,2026-11-20T10:00,x`;

it("tells kind, columns and rows as they will be read", async () => {
  const found = await check([header, row(1), "T2,P1,CRP,soon,x"].join("\n"));
  expect(found).toMatchObject({
    header: { kind: "lis", extra: ["ours"] },
    encoding: "utf-8",
    problem: undefined,
    whole: true,
    rows: [{ line: 2, facts: { test: { performedAt: "2026-11-20T09:00:00.000Z" } } }],
    rejected: [{ line: 3, reasons: [{ column: "test_date" }] }],
  });
  expect(found.header?.absent).toContain("result");
});

it("tells in a sentence why no row would go in", async () => {
  const wrong = await check("patient;age\n1;2\n");
  expect(wrong.header).toBeUndefined();
  expect(wrong.problem?.code).toBe("UNKNOWN_HEADER");
  expect((await check("")).problem?.code).toBe("EMPTY");
});

it("reads no more of a long file than it shows, and does not call its middle a cut", async () => {
  const rows = Array.from({ length: 5_000 }, (_, n) => row(n));
  const found = await check([header, ...rows].join("\n"), {}, 4_096);
  expect(found.whole).toBe(false);
  expect(found.problem).toBeUndefined();
  expect(found.rows.length).toBeGreaterThanOrEqual(200);
  expect(found.rows.length).toBeLessThan(500);
});
