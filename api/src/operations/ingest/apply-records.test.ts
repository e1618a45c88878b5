import { describe, expect, test } from "vitest";
import { startIngest } from "../../testing/start-ingest.ts";
import { ingestFile } from "./ingest-file.ts";

describe("records", () => {
  const RECORDS = "medicalRecordNumber,dateTime,doctorsNotes,firstName,lastName\n";

  test("of the same text are one, of the earliest file; of another text both are kept", async () => {
    const row = (notes: string) => `m1,2026-03-09T10:00,${notes},Ada,Okafor`;
    const world = await startIngest();
    await world.take("r1.csv", `${RECORDS}${row("fine")}\n`);
    world.clock.nowMs += 3_600_000;
    const again = await world.take("r2.csv", `${RECORDS}${row("fine")}\n${row("not fine")}\n`);
    expect(again.counts).toMatchObject({ stored: 1, unchanged: 1 });
    const records = await world.store.clinical.patientRecords.list("main", "m1");
    expect(
      records
        .map(({ doctorsNotes, csvFile, conflicting }) => [doctorsNotes, csvFile, conflicting])
        .sort(),
    ).toEqual([
      ["fine", "r1.csv", true],
      ["not fine", "r2.csv", true],
    ]);
  });

  test("are the same in any order of files, sent twice, and broken off at any write", async () => {
    const said = (...notes: string[]) =>
      RECORDS + notes.map((text) => `m1,2026-03-09T10:00,${text},Ada,Okafor\n`).join("");
    const files = { "r0.csv": said("b", "a"), "r1.csv": said("a", "c"), "r2.csv": said("c", "b") };
    const take = async (order: string, diesAfter: number) => {
      const fresh = await startIngest();
      await fresh.saveFeed("records", "records", {
        asOf: { from: "name", pattern: "r{yyyyMMddHHmm}.csv" },
      });
      let broken = false;
      for (const number of order) {
        const name = `r20260309120${number}.csv`;
        const key = await fresh.drop(name, files[`r${number}.csv` as keyof typeof files]);
        let writes = 0;
        const deps = fresh.connect(async (command, input, carryOut) => {
          if (command === "PutItemCommand" && writes++ >= diesAfter) throw new Error("Died");
          return carryOut(input);
        });
        const run = ingestFile(deps, { site: "main", key, batchRows: 1 });
        await run.catch(() => {
          broken = true;
        });
        await fresh.ingest(key);
        const { counts } = await fresh.report(name);
        expect(counts.stored + counts.unchanged).toBe(2);
      }
      const records = await fresh.store.clinical.patientRecords.list("main", "m1");
      const told = records.map(({ doctorsNotes, csvFile, line, conflicting }) =>
        [doctorsNotes, csvFile.at(-5), line, conflicting].join(" "),
      );
      expect([order, told.sort()]).toEqual([order, ["a 0 3 true", "b 0 2 true", "c 1 3 true"]]);
      return broken;
    };
    for (const order of ["012", "210", "120", "2012"]) {
      for (let diesAfter = 0; await take(order, diesAfter); diesAfter++);
    }
  });
});
