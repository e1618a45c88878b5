import { beforeEach, describe, expect, test } from "vitest";
import { LIS, PMS, rowsInto } from "../../testing/rows-into.ts";
import { type IngestUnderTest, startIngest } from "../../testing/start-ingest.ts";

let world: IngestUnderTest;
beforeEach(async () => {
  world = await startIngest();
});
const { pms, stay } = rowsInto(() => world);

describe("a file", () => {
  const row = (ward: string) => `p1,Ada,Okafor,a1,2026-03-08T08:00,${ward},12,Active,,`;

  test("is moved when it is done, and its redelivery only finishes the move", async () => {
    const key = await world.drop("p.csv", `${PMS}${row("4B")}\n`);
    await world.ingest(key);
    const { fileId } = await world.report("p.csv");
    expect(await world.objects.head(key)).toBeUndefined();
    expect(await world.objects.head(`completed/main/${fileId}.csv`)).toBeDefined();
    const version = (await stay("p1", "a1")).version;
    await world.drop("p.csv", `${PMS}${row("4B")}\n`);
    await world.ingest(key);
    expect(await world.objects.head(key)).toBeUndefined();
    expect((await stay("p1", "a1")).version).toBe(version);
  });

  test("with a header that says nothing fails in one sentence", async () => {
    const report = await world.take("x.csv", "a,b\n1,2\n");
    expect(report).toMatchObject({ state: "failed", problem: { code: "UNKNOWN_HEADER" } });
    expect(await world.objects.head(`failed/main/${report.fileId}.csv`)).toBeDefined();
    expect(await world.take("y.csv", "")).toMatchObject({ problem: { code: "EMPTY" } });
  });

  test("of another size than it was announced with is not read", async () => {
    const report = await pms("p.csv", row("4B"));
    const fileId = "20260310T110000000Z-0123456789abcdef";
    const objectKey = `uploaded/main/${fileId}.csv`;
    const awaited = { ...report, fileId, name: "q.csv", size: 1_000, startedAt: null } as const;
    await world.store.clinical.files.save("main", {
      report: { ...awaited, state: "awaited" },
      objectKey,
      version: 0,
    });
    await world.ingest(await world.drop(`${fileId}.csv`, `${PMS}${row("5C")}\n`));
    expect(await world.report("q.csv")).toMatchObject({
      state: "failed",
      problem: { code: "WRONG_SIZE" },
    });
    expect((await stay("p1", "a1")).admission.ward).toBe("4B");
    expect(await world.objects.head(`failed/main/${fileId}.csv`)).toBeDefined();
  });

  test("that ends inside a quote says so, with the rows that went in before", async () => {
    const report = await world.take("p.csv", `${PMS}${row("4B")}\np2,"Bo`);
    expect(report).toMatchObject({
      state: "failed",
      problem: { code: "CUT_IN_QUOTE" },
      counts: { stored: 1, rejected: 1 },
    });
    expect((await stay("p1", "a1")).admission.ward).toBe("4B");
  });

  test("that contradicts itself is settled by its rows' times, and says so", async () => {
    const [older, newer] = ["2026-03-09T08:00", "2026-03-09T09:00"];
    const report = await pms("p.csv", `${row("5C")}${newer}`, `${row("4B")}${older}`);
    expect((await stay("p1", "a1")).admission.ward).toBe("5C");
    expect(report.remarks.map(({ sentence }) => sentence)).toEqual([
      "More than one row about the same stay: the one of the latest updated_at holds.",
    ]);
  });

  test("of another kind than its feed is refused", async () => {
    await world.take("p.csv", `${PMS}${row("4B")}\n`, "north");
    const report = await world.take(
      "l.csv",
      `${LIS}t1,p1,a1,CBC,2026-03-09T20:00,13,final,\n`,
      "north",
    );
    expect(report).toMatchObject({ state: "failed", problem: { code: "WRONG_KIND" } });
  });

  test("is read as the feed that is called like its kind writes its files", async () => {
    await world.saveFeed("lis", "lis", {
      delimiter: ";",
      encoding: "windows-1252",
      columns: { Probe: "test_id", Fall: "patient_id" },
      dateFormats: ["dd.MM.yyyy HH:mm"],
    });
    const text = "Probe;Fall;test_type;test_date;result;extra\nü1;p1;CBC;09.03.2026 20:00;13;x\n";
    const report = await world.take("l.csv", Buffer.from(text, "latin1"));
    expect(report).toMatchObject({ state: "done", feed: "lis", extraColumns: ["extra"] });
    expect(await world.tests("p1")).toMatchObject([
      { testId: "ü1", performedAt: "2026-03-09T20:00:00.000Z" },
    ]);
  });

  test("as of more than 10 minutes ahead is refused", async () => {
    await world.saveFeed("pms", "pms", { asOf: { from: "name", pattern: "p{yyyyMMddHHmm}.csv" } });
    expect(await pms("p202603101211.csv", row("4B"))).toMatchObject({
      state: "failed",
      problem: { code: "AS_OF_IN_FUTURE" },
    });
    expect(await pms("p202603101210.csv", row("4B"))).toMatchObject({
      state: "done",
      asOfFrom: "name",
      asOf: "2026-03-10T12:10:00.000Z",
    });
  });

  test("with a good row moves its feed on, and one with none is silence", async () => {
    const feed = async () => (await world.store.clinical.feeds.get("main", "pms"))?.feed;
    await pms("bad.csv", "p1,Ada,Okafor,a1,yesterday,4B,12,Active,,");
    expect(await feed()).toMatchObject({ lastGoodAt: null, arrivals: [], reachesTo: null });
    const at = new Date(world.clock.nowMs).toISOString();
    await pms("good.csv", row("4B"));
    expect(await feed()).toMatchObject({ lastGoodAt: at, arrivals: [at], reachesTo: at });
  });
});
