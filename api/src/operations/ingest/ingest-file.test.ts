import type { RowIssue } from "@throughline/shared/file-report.ts";
import { beforeEach, describe, expect, test } from "vitest";
import { type IngestUnderTest, startIngest } from "../../testing/start-ingest.ts";
import { tickSite } from "../ward/run-monitor.ts";
import { ingestFile } from "./ingest-file.ts";

const PMS =
  "patient_id,first_name,last_name,admission_id,admission_date,ward,bed_number,status,discharge_date,updated_at\n";
const LIS = "test_id,patient_id,admission_id,test_type,test_date,result,status,updated_at\n";

let world: IngestUnderTest;
beforeEach(async () => {
  world = await startIngest();
});

const pms = (name: string, ...rows: string[]) => world.take(name, `${PMS}${rows.join("\n")}\n`);
const lis = (name: string, ...rows: string[]) => world.take(name, `${LIS}${rows.join("\n")}\n`);
const stay = async (patientId: string, admissionId: string) => {
  const found = await world.store.clinical.admissions.get("main", { patientId, admissionId });
  if (!found) throw new Error("No such stay");
  return found;
};
const issues = async (fileId: string) => {
  const all: RowIssue[] = [];
  for await (const page of world.store.clinical.rowIssues.pages("main", { fileId, run: 1 }))
    all.push(...page);
  return all;
};

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

describe("a feed whose files hold everything", () => {
  beforeEach(async () => {
    await world.saveFeed("pms", "pms", {
      asOf: { from: "name", pattern: "p{yyyyMMddHHmm}.csv" },
      holds: "everything",
    });
  });
  const a = "p1,Ada,Okafor,a1,2026-03-08T08:00,4B,12,Active,,";
  const b = "p2,Bo,Lind,a2,2026-03-08T08:00,4B,13,Active,,";
  const missing = async () => (await stay("p2", "a2")).admission.missingSince;

  test("marks who is not in the last one, and never discharges", async () => {
    await pms("p202603090800.csv", a, b);
    expect(await missing()).toBeNull();
    const report = await pms("p202603090900.csv", a);
    expect(report.remarks.map(({ rows }) => rows)).toEqual([1]);
    await pms("p202603091000.csv", a);
    expect(await missing()).toBe("2026-03-09T09:00:00.000Z");
    expect((await stay("p2", "a2")).watch).not.toBeNull();
    await pms("p202603091100.csv", a, b);
    expect(await missing()).toBeNull();
  });

  test("does not miss whose row is there and bad", async () => {
    await pms("p202603090800.csv", a, b);
    await pms("p202603090900.csv", a, "p2,Bo,Lind,a2,yesterday,4B,13,Active,,");
    expect(await missing()).toBeNull();
  });

  test("reads later files again where one of before changes what they passed over", async () => {
    await pms("p202603090800.csv", a, b);
    await pms("p202603091100.csv", a, b);
    const late = await pms("p202603091000.csv", a, b.replace(",13,", ",99,"));
    expect((await stay("p2", "a2")).admission).toMatchObject({
      bed: "13",
      source: { file: "p202603091100.csv" },
    });
    expect(late.remarks).toEqual([
      {
        sentence:
          "Files that hold as of later came before this one: they were read again after it (how many).",
        rows: 1,
      },
    ]);
  });
});

describe("what it costs", () => {
  const countWrites = async (work: () => Promise<unknown>) => {
    const writes: string[] = [];
    watched = (command, input) => {
      const { Item } = input as { Item?: { pk: string; sk: string } };
      if (/Put|Update|Delete|BatchWrite/.test(command)) writes.push(`${Item?.pk} ${Item?.sk}`);
    };
    await work();
    watched = () => {};
    return writes.filter((write) => !/#FILE#|#ASOF#|FEED#|#TURNAROUND#/.test(write));
  };
  let watched: (command: string, input: object) => void = () => {};
  beforeEach(async () => {
    world = await startIngest({
      around: async (command, input, carryOut) => {
        watched(command, input);
        return carryOut(input);
      },
    });
  });
  const beds = [
    "p1,Ada,Okafor,a1,2026-03-08T08:00,4B,12,Active,,",
    "p2,Bo,Lind,a2,2026-03-08T08:00,4B,13,Active,,2026-03-09T10:00",
  ];
  const tests = [
    "t1,p1,a1,CBC,2026-03-09T20:00,13,final,",
    "t2,p1,a1,CBC,2026-03-09T21:00,13,final,",
    "t3,p2,a2,CBC,2026-03-09T20:00,13,final,2026-03-09T21:00",
    "t4,p2,,CBC,2026-03-09T21:00,13,final,",
  ];

  test("rows that are known already cost no write, in a file of whatever order", async () => {
    await pms("p1.csv", ...beds);
    await lis("l1.csv", ...tests);
    world.clock.nowMs += 3_600_000;
    const writes = await countWrites(async () => {
      const again = await pms("p2.csv", ...beds.toReversed());
      expect(again.counts).toMatchObject({ rows: 2, unchanged: 2 });
      expect((await lis("l2.csv", ...tests.toReversed())).counts).toMatchObject({ unchanged: 4 });
    });
    expect(writes).toEqual([]);
  });

  test("long rows are taken in a few megabytes at a time, however few they are", async () => {
    let batches = 0;
    watched = (command, input) => {
      if (/^BatchGet/.test(command) && JSON.stringify(input).includes("TEST#")) batches++;
    };
    const header = LIS.replace("\n", ",notes\n");
    const long = Array.from(
      { length: 9 },
      (_, index) => `t${index},p1,a1,CBC,2026-03-09,1,final,,`,
    );
    const rows = long.map((row) => `${row}${"x".repeat(1_000_000)}\n`);
    const report = await world.take("l.csv", header + rows.join(""));
    expect(report.counts).toMatchObject({ rows: 9, stored: 9 });
    // 4 MiB are reached with every fifth row.
    expect(batches).toBe(2);
  });

  test("new tests cost a write each, and one for their stay", async () => {
    await pms("p1.csv", ...beds);
    const writes = await countWrites(() => lis("l1.csv", ...tests.slice(0, 3)));
    expect(writes.sort()).toEqual([
      "SITE#main#PATIENT#p1 ADMISSION#a1",
      "SITE#main#PATIENT#p1#TESTS TEST#t1",
      "SITE#main#PATIENT#p1#TESTS TEST#t2",
      "SITE#main#PATIENT#p2 ADMISSION#a2",
      "SITE#main#PATIENT#p2#TESTS TEST#t3",
    ]);
  });
});

describe("records", () => {
  const RECORDS = "medicalRecordNumber,dateTime,doctorsNotes,firstName,lastName\n";

  test("of the same text are one, of the earliest file; of another text both are kept", async () => {
    const row = (notes: string) => `m1,2026-03-09T10:00,${notes},Ada,Okafor`;
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

test("a laboratory's file that confirms an alert makes the next tick tell of it, once", async () => {
  const world = await startIngest({ nowMs: Date.parse("2026-03-10T12:00:00.000Z") });
  const told: string[] = [];
  const deps = {
    ...world.deps,
    push: {
      publicKey: "",
      async send(_site: string, ward: string, count: number) {
        told.push(`${ward} ${count}`);
      },
    },
  };
  const stays = "patient_id,admission_id,admission_date,ward,status";
  await world.take("pms.csv", `${stays}\np1,a1,2026-03-08T12:30:00Z,4B,Active\n`);
  const tests = "test_id,patient_id,test_type,test_date,status";
  await world.take("lis-1.csv", `${tests}\nt1,p2,CBC,2026-03-10T11:00:00Z,final\n`);
  await tickSite(deps, "main");
  world.clock.nowMs = Date.parse("2026-03-10T12:30:00.000Z");
  await tickSite(deps, "main");
  expect((await world.store.clinical.admissions.listAlerted("main")).length).toBe(1);
  expect(told).toEqual([]);
  world.clock.nowMs = Date.parse("2026-03-10T13:00:00.000Z");
  await world.take("lis-2.csv", `${tests}\nt2,p2,CBC,2026-03-10T12:50:00Z,final\n`);
  await tickSite(deps, "main");
  world.clock.nowMs += 60_000;
  await tickSite(deps, "main");
  expect(told).toEqual(["4B 1"]);
  // From then on only its silence is waited for.
  const feed = await world.store.clinical.feeds.get("main", "lis");
  expect(feed?.nextAt).toBe("2026-03-11T13:00:00.000Z");
});
