import { Readable } from "node:stream";
import { createLocalClock } from "@throughline/shared/written-time.ts";
import { expect, test } from "vitest";
import { startIngest } from "../../testing/start-ingest.ts";
import { chooseFeed } from "./choose-feed.ts";

const HEADER = "test_id,patient_id,test_type,test_date\n";

/** How many of the rows' times were read before the feed was known. */
const choose = async (text: string) => {
  const { deps } = await startIngest();
  const clock = createLocalClock("UTC");
  let times = 0;
  const counting = {
    ...clock,
    instant(day: string, msOfDay: number) {
      times++;
      return clock.instant(day, msOfDay);
    },
  };
  const head = async () => Readable.from([Buffer.from(text)], { objectMode: false });
  const receivedMs = Date.parse("2026-03-10T12:00:00.000Z");
  const { name } = await chooseFeed(deps, "main", null, head, { clock: counting, receivedMs });
  return { name, times };
};

test("a file's feed is known by its header, without its rows being read twice", async () => {
  const rows = Array.from({ length: 20_000 }, (_, row) => `T${row},P1,CBC,2026-03-10 08:00\n`);
  const { name, times } = await choose(HEADER + rows.join(""));
  expect(name).toBe("lis");
  expect(times).toBeLessThan(1_000);
});

test("a header that is the whole file, or a very long one, is known too", async () => {
  expect((await choose(HEADER.trimEnd())).name).toBe("lis");
  const extra = Array.from({ length: 900 }, (_, column) => `extra_${column}`).join(",");
  expect((await choose(`${extra},${HEADER}`)).name).toBe("lis");
  expect((await choose("nothing,known\n")).name).toBeNull();
});
