import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { countUnits } from "../../../bench/count-units.ts";
import { pricedDatabase, startBench } from "../../../bench/start-bench.ts";
import { ingestFile } from "./ingest-file.ts";

const NOW_MS = Date.parse("2026-03-10T12:00:00.000Z");

/** What files about one patient of so many stays cost to read and write. */
const unitsOf = async (stays: number) => {
  const { client, clock, deps, store, close } = await startBench({
    database: pricedDatabase(),
    nowMs: NOW_MS,
  });
  const take = countUnits(client);
  const measure = async (name: string, header: string, rows: string[]) => {
    clock.nowMs += 60_000;
    const text = `${[header, ...rows].join("\n")}\n`;
    const key = `uploaded/main/${name}`;
    await deps.objects.put(key, Readable.from([text]), { length: Buffer.byteLength(text) });
    take();
    await ingestFile(deps, { site: "main", key });
    return take();
  };
  const each = Array.from({ length: stays }, (_, index) => index);
  const tests = "test_id,patient_id,admission_id,test_type,test_date,status";
  const admitted = await measure(
    "stays.csv",
    "patient_id,admission_id,admission_date,ward,status",
    each.map((stay) => `NA,A${stay},2026-03-09T0${stay % 10}:00:00Z,4B,Active`),
  );
  // A correction of each, by which all stays are settled anew.
  const rowsAt = (hour: number) =>
    each.map((stay) => `T${stay},NA,A${stay},CRP,2026-03-10T0${hour}:00:00Z,Completed`);
  await measure("tests.csv", tests, rowsAt(8));
  const corrected = await measure("corrected.csv", tests, rowsAt(7));
  const settled = await store.clinical.admissions.listOfPatient("main", "NA");
  await close();
  return {
    admitted,
    corrected,
    lastTests: settled.map(
      ({ admission, watch }) => `${admission.admissionId} ${watch?.lastTest?.performedAt}`,
    ),
  };
};

test("a patient of many stays costs in proportion to them", async () => {
  const [few, many] = [await unitsOf(25), await unitsOf(100)];
  expect(many.lastTests).toEqual(
    Array.from({ length: 100 }, (_, stay) => `A${stay} 2026-03-10T07:00:00.000Z`).sort(),
  );
  for (const of of ["admitted", "corrected"] as const) {
    expect(many[of].reads).toBeLessThan(4.5 * few[of].reads);
    expect(many[of].writes).toBeLessThan(4.5 * few[of].writes);
  }
});
