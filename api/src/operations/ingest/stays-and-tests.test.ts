import { beforeEach, describe, expect, test } from "vitest";
import { LIS, rowsInto } from "../../testing/rows-into.ts";
import { type IngestUnderTest, startIngest } from "../../testing/start-ingest.ts";

let world: IngestUnderTest;
beforeEach(async () => {
  world = await startIngest();
});
const { pms, lis, stay, issues } = rowsInto(() => world);

describe("a stay and its tests", () => {
  test("come to the last counting test and when the next is due", async () => {
    const report = await pms("p.csv", "p1,Ada,Okafor,a1,2026-03-08T08:00,4B,12,Active,,");
    expect(report).toMatchObject({ state: "done", kind: "pms", feed: "pms", asOfFrom: "receipt" });
    expect(report.counts).toEqual({ rows: 1, stored: 1, unchanged: 0, older: 0, rejected: 0 });
    expect((await stay("p1", "a1")).watch).toMatchObject({
      since: "admission",
      dueAt: "2026-03-10T08:00:00.000Z",
    });
    await lis("l.csv", "t1,p1,a1,CBC,2026-03-09T20:00,13,final,");
    expect((await stay("p1", "a1")).watch).toMatchObject({
      since: "test",
      dueAt: "2026-03-11T20:00:00.000Z",
      lastTest: { testId: "t1", source: { file: "l.csv", line: 2 } },
    });
  });

  test("come in either order", async () => {
    const early = await lis("l.csv", "t1,p1,a1,CBC,2026-03-09T20:00,13,final,");
    expect(early.remarks).toEqual([
      {
        sentence: "No stay is known yet that the test belongs to: it waits for its admission.",
        rows: 1,
      },
    ]);
    await pms("p.csv", "p1,Ada,Okafor,a1,2026-03-08T08:00,4B,12,Active,,");
    expect(await world.lastTest("p1", "a1")).toBe("t1");
  });

  test("a discharge may come before the admission, and counts from its instant", async () => {
    await pms(
      "p2.csv",
      "p1,Ada,Okafor,a1,2026-03-08T08:00,4B,12,Discharged,2026-03-10T09:00,2026-03-10T09:01",
    );
    const late = await pms(
      "p1.csv",
      "p1,Ada,Okafor,a1,2026-03-08T08:00,4B,12,Active,,2026-03-08T08:01",
    );
    expect(late.counts).toMatchObject({ older: 1, stored: 0 });
    expect(await stay("p1", "a1")).toMatchObject({
      watch: null,
      admission: { status: "discharged", dischargedAt: "2026-03-10T09:00:00.000Z" },
    });
    await pms(
      "p3.csv",
      "p2,Bo,Lind,a2,2026-03-08T08:00,4B,13,Active,2026-03-10T18:00,2026-03-10T09:01",
    );
    expect((await stay("p2", "a2")).watch?.nextAt).toBe("2026-03-10T08:00:00.000Z");
  });

  test("a cancelled discharge restores the clock", async () => {
    await pms(
      "p1.csv",
      "p1,Ada,Okafor,a1,2026-03-08T08:00,4B,12,Active,,2026-03-08T08:01",
      "p1,Ada,Okafor,a1,2026-03-08T08:00,4B,12,Discharged,2026-03-10T09:00,2026-03-10T09:01",
    );
    await lis("l.csv", "t1,p1,a1,CBC,2026-03-09T20:00,13,final,");
    expect((await stay("p1", "a1")).watch).toBeNull();
    await pms("p2.csv", "p1,Ada,Okafor,a1,2026-03-08T08:00,4B,12,Active,,2026-03-10T10:00");
    expect((await stay("p1", "a1")).watch).toMatchObject({
      dueAt: "2026-03-11T20:00:00.000Z",
      lastTest: { testId: "t1" },
    });
  });

  test("a cancelled or moved test gives the clock back", async () => {
    await pms(
      "p.csv",
      "p1,Ada,Okafor,a1,2026-03-08T08:00,4B,12,Active,,",
      "p1,Ada,Okafor,a2,2026-03-08T09:00,4B,12,Active,,",
    );
    await lis(
      "l1.csv",
      "t1,p1,a1,CBC,2026-03-09T18:00,13,final,2026-03-09T19:00",
      "t2,p1,a1,CBC,2026-03-09T20:00,13,final,2026-03-09T21:00",
      "t3,p1,a1,CBC,2026-03-09T21:00,13,final,2026-03-09T21:30",
    );
    expect(await world.lastTest("p1", "a1")).toBe("t3");
    await lis("l2.csv", "t3,p1,a2,CBC,2026-03-09T21:00,13,final,2026-03-09T22:00");
    expect(await world.lastTest("p1", "a1")).toBe("t2");
    expect(await world.lastTest("p1", "a2")).toBe("t3");
    await lis("l3.csv", "t2,p1,a1,CBC,2026-03-09T20:00,13,cancelled,2026-03-09T22:00");
    expect(await world.lastTest("p1", "a1")).toBe("t1");
  });

  test("a test that names no stay is that of the stay which held it", async () => {
    await pms(
      "p.csv",
      "p1,Ada,Okafor,a1,2026-03-01T08:00,4B,12,Discharged,2026-03-03T08:00,",
      "p1,Ada,Okafor,a2,2026-03-08T08:00,4B,12,Active,,",
    );
    const report = await lis(
      "l.csv",
      "t1,p1,,CBC,2026-03-02T20:00,13,final,",
      "t2,p1,,CBC,2026-03-09T20:00,13,final,",
    );
    expect(report.counts).toMatchObject({ stored: 2, rejected: 0 });
    expect(await world.lastTest("p1", "a2")).toBe("t2");
  });

  test("one that several stays held is rejected, and counts once only one did", async () => {
    await pms(
      "p.csv",
      "p1,Ada,Okafor,a1,2026-03-08T08:00,4B,12,Active,,",
      "p1,Ada,Okafor,a2,2026-03-08T09:00,4B,12,Active,,",
    );
    const report = await lis("l.csv", "t1,p1,,CBC,2026-03-09T20:00,13,final,");
    expect(report.counts).toMatchObject({ rows: 1, stored: 0, rejected: 1 });
    expect(await issues(report.fileId)).toEqual([
      {
        line: 2,
        byteFrom: LIS.length,
        byteTo: LIS.length + 37,
        reasons: [
          {
            column: "admission_id",
            reason: "is empty, and more than one stay of this patient held the time of the test",
          },
        ],
      },
    ]);
    expect(await world.lastTest("p1", "a1")).toBeNull();
    await pms("p2.csv", "p1,Ada,Okafor,a2,2026-03-08T09:00,4B,12,Cancelled,,2026-03-10T11:00");
    world.clock.nowMs += 60_000;
    await pms("p3.csv", "p1,Ada,Okafor,a2,2026-03-08T09:00,4B,12,Cancelled,,");
    expect(await world.lastTest("p1", "a1")).toBe("t1");
  });

  test("a test of another patient's stay is rejected", async () => {
    await pms("p.csv", "p1,Ada,Okafor,a1,2026-03-08T08:00,4B,12,Active,,");
    const report = await lis("l.csv", "t1,p2,a1,CBC,2026-03-09T20:00,13,final,");
    expect(report.counts).toMatchObject({ stored: 0, rejected: 1 });
    expect((await issues(report.fileId))[0]?.reasons).toEqual([
      { column: "admission_id", reason: "is known as a stay of another patient" },
    ]);
  });

  test("no admission time: due from when it was first seen, by whichever file told first", async () => {
    await world.saveFeed("pms", "pms", { asOf: { from: "name", pattern: "p{yyyyMMddHHmm}.csv" } });
    await pms("p202603091000.csv", "p1,Ada,Okafor,a1,,4B,12,Active,,");
    expect((await stay("p1", "a1")).watch).toMatchObject({
      since: "first-seen",
      sinceAt: "2026-03-09T10:00:00.000Z",
    });
    await pms("p202603080900.csv", "p1,Ada,Okafor,a1,,4B,11,Active,,");
    expect(await stay("p1", "a1")).toMatchObject({
      admission: { bed: "12", firstSeenAt: "2026-03-08T09:00:00.000Z" },
      watch: { sinceAt: "2026-03-08T09:00:00.000Z" },
    });
  });

  test("an unknown status counts as active, an unknown test status not, and both say so", async () => {
    const beds = await pms("p.csv", "p1,Ada,Okafor,a1,2026-03-08T08:00,4B,12,Parked,,");
    expect(beds.remarks.map(({ rows }) => rows)).toEqual([1]);
    expect((await stay("p1", "a1")).admission).toMatchObject({
      status: "active",
      statusKnown: false,
      statusText: "Parked",
    });
    const tests = await lis("l.csv", "t1,p1,a1,CBC,2026-03-09T20:00,13,frozen,");
    expect(tests.remarks).toHaveLength(1);
    expect((await stay("p1", "a1")).watch).toMatchObject({
      lastTest: null,
      unmapped: { testId: "t1" },
    });
  });

  test("identifiers stay as they are written", async () => {
    const ids = ["NA", "null", "007", "1e5", "a#b", "100%", "<script>alert(1)</script>", "名前"];
    await pms("p.csv", ...ids.map((id) => `${id},A,B,${id},2026-03-08T08:00,4B,1,Active,,`));
    const report = await lis(
      "l.csv",
      ...ids.map((id) => `${id},${id},${id},CBC,2026-03-09T20:00,13,final,`),
    );
    expect(report.counts).toMatchObject({ stored: ids.length });
    for (const id of ids) expect(await world.lastTest(id, id)).toBe(id);
  });

  test("a row of a patient alone goes in", async () => {
    const report = await pms("p.csv", "p1,Ada,Okafor,,,,,,,");
    expect(report.counts).toMatchObject({ stored: 1, rejected: 0 });
    const found = await world.store.clinical.patients.get("main", "p1");
    expect(found?.patient).toMatchObject({ firstName: "Ada", lastName: "Okafor" });
  });

  test("what lies more than 10 minutes ahead is rejected, and a planned discharge is not", async () => {
    await pms("p.csv", "p1,Ada,Okafor,a1,2026-03-08T08:00,4B,12,Active,2026-03-12T09:00,");
    const report = await lis(
      "l.csv",
      "t1,p1,a1,CBC,2026-03-10T12:10:00.000,13,final,",
      "t2,p1,a1,CBC,2026-03-10T12:10:00.001,13,final,",
    );
    expect(report.counts).toMatchObject({ stored: 1, rejected: 1 });
    expect(await world.lastTest("p1", "a1")).toBe("t1");
  });
});
