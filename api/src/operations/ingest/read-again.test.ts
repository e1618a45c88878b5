import type { Readable } from "node:stream";
import { AppError } from "@throughline/shared/errors.ts";
import { expect, test } from "vitest";
import { startIngest } from "../../testing/start-ingest.ts";

const PMS = "patient_id,admission_id,admission_date,ward,at\n";
const stay = (id: string, at: string) => `${id},a-${id},2026-03-09T10:00,4B,${at}\n`;

test("a file that is to be read again is let go of, also where the store gives up before its first row", async () => {
  const world = await startIngest();
  await world.saveFeed("pms", "pms", {
    asOf: { from: "column", column: "at" },
    holds: "everything",
  });
  await world.take("later.csv", PMS + stay("p1", "2026-03-10T10:00"));
  const { objects, deps } = world;
  const opened: Readable[] = [];
  deps.objects = {
    ...objects,
    async read(...asked) {
      const stream = await objects.read(...asked);
      if (stream) opened.push(stream);
      return stream;
    },
  };
  const { admissions } = deps.store.clinical;
  const { listActive } = admissions;
  let passes = 0;
  admissions.listActive = (...asked) => {
    if (asked[1].after === undefined && ++passes === 2) throw new AppError("UNAVAILABLE");
    return listActive(...asked);
  };
  const taken = world.take("earlier.csv", PMS + stay("p2", "2026-03-10T09:00"));
  await expect(taken).rejects.toThrow(AppError);
  expect(passes).toBe(2);
  expect(opened.map(({ destroyed }) => destroyed)).toEqual(opened.map(() => true));
});
