import { labTest, patient, sourceAt } from "@throughline/shared/testing/ward-facts.ts";
import { describe, expect, test } from "vitest";
import { onEveryClinicalStore } from "../../testing/every-clinical-store.ts";
import { iso } from "../../testing/phone.ts";
import type { StoredFile } from "./files.ts";

const ADMITTED = "2026-03-01T08:00:00.000Z";

onEveryClinicalStore((sut) => {
  describe("facts", () => {
    test("of a patient and of a test are the latest source's, whatever the order", async () => {
      const told = (lastName: string, stamp: string) =>
        sut.clinical.patients.put("facts", {
          patient: patient("p#1", { lastName }),
          source: sourceAt(ADMITTED),
          stamp,
        });
      expect([await told("B", "2"), await told("A", "1"), await told("B", "2")]).toEqual([
        true,
        false,
        false,
      ]);
      expect(await sut.clinical.patients.get("facts", "p#1")).toEqual({
        patient: patient("p#1", { lastName: "B" }),
        source: sourceAt(ADMITTED),
        stamp: "2",
      });
      expect(await sut.clinical.patients.getMany("facts", ["p#1", "p#1", "p"])).toHaveLength(1);

      const result = (result: string, stamp: string) =>
        sut.clinical.labTests.put("facts", {
          test: labTest("p#1", "t/1", ADMITTED, { result }),
          stamp,
        });
      expect([await result("2", "2"), await result("1", "1"), await result("3", "3")]).toEqual([
        true,
        false,
        true,
      ]);
      await sut.clinical.labTests.put("facts", {
        test: labTest("p#1", "t/2", ADMITTED),
        stamp: "1",
      });
      const kept = { test: labTest("p#1", "t/1", ADMITTED, { result: "3" }), stamp: "3" };
      expect(
        await sut.clinical.labTests.getMany("facts", [kept.test], { consistent: true }),
      ).toEqual([kept]);
      const all = await sut.clinical.labTests.listOfPatient("facts", "p#1", { consistent: true });
      expect(all.map(({ test }) => test.testId)).toEqual(["t/1", "t/2"]);
    });

    test("of whom an admission number is grow, and are told apart from others' numbers", async () => {
      await sut.clinical.admissionOwners.add("owners", "a", "p1");
      await sut.clinical.admissionOwners.add("owners", "a", "p1");
      await sut.clinical.admissionOwners.add("owners", "a", "p#2");
      await sut.clinical.admissionOwners.add("owners", "a#PATIENT", "p3");
      expect((await sut.clinical.admissionOwners.list("owners", "a")).sort()).toEqual([
        "p#2",
        "p1",
      ]);
    });

    test("of a record are the earliest file's, and another text at its time is a conflict", async () => {
      const record = (doctorsNotes: string, minute: number, csvFile: string) => ({
        record: {
          medicalRecordNumber: "007",
          dateTime: iso(minute * 60_000),
          doctorsNotes,
          firstName: "",
          lastName: "",
          csvFile,
          line: 2,
          dateTimeProcessed: iso(0),
        },
        stamp: csvFile,
      });
      const put = (...given: Parameters<typeof record>) =>
        sut.clinical.patientRecords.put("records", record(...given));
      expect([
        await put("well", 2, "b.csv"),
        await put("well", 2, "a.csv"),
        await put("well", 2, "c.csv"),
        await put("unwell", 2, "c.csv"),
        await put("", 1, "c.csv"),
      ]).toEqual([true, true, false, true, true]);
      const listed = await sut.clinical.patientRecords.list("records", "007");
      expect(listed.map(({ dateTime }) => dateTime)).toEqual([60_000, 120_000, 120_000].map(iso));
      expect(listed.map(({ conflicting }) => conflicting)).toEqual([false, true, true]);
      expect(listed.find(({ doctorsNotes }) => doctorsNotes === "well")?.csvFile).toBe("a.csv");
      const names = [record("well", 2, "").record, record("ill", 2, "").record];
      expect(await sut.clinical.patientRecords.getMany("records", names)).toEqual([
        record("well", 2, "a.csv"),
      ]);
    });
  });

  describe("files", () => {
    const file = (fileId: string, receivedMs: number): StoredFile => ({
      report: {
        fileId,
        name: `${fileId}.csv`,
        feed: null,
        kind: "lis",
        size: 12,
        state: "waiting",
        sentBy: "staff",
        receivedAt: iso(receivedMs),
        asOf: null,
        asOfFrom: null,
        full: false,
        encoding: null,
        delimiter: null,
        extraColumns: [],
        startedAt: null,
        finishedAt: null,
        counts: { rows: 0, stored: 0, unchanged: 0, older: 0, rejected: 0 },
        remarks: [],
        problem: null,
        heldUp: null,
      },
      objectKey: `uploaded/main/${fileId}.csv`,
      version: 0,
    });

    test("are listed from the latest receipt, in parts, and saved on their version", async () => {
      for (const [index, id] of ["b", "a", "c"].entries()) {
        await sut.clinical.files.save("files", file(id, index));
      }
      expect(await sut.clinical.files.save("files", file("a", 1))).toBe("conflict");
      const known = await sut.clinical.files.get("files", "a", { consistent: true });
      expect(known).toEqual({ ...file("a", 1), version: 1 });
      const part = await sut.clinical.files.list("files", { limit: 2 });
      expect(part.files.map(({ report }) => report.fileId)).toEqual(["c", "a"]);
      const rest = await sut.clinical.files.list("files", { limit: 2, after: part.next as string });
      expect(rest.files.map(({ report }) => report.fileId)).toEqual(["b"]);
    });

    test("that were announced are listed once they have come, and apart from those until then", async () => {
      const listed = async () => [
        (await sut.clinical.files.list("sent", { limit: 9 })).files,
        await sut.clinical.files.listAwaited("sent", iso(2)),
        await sut.clinical.files.listForgotten("sent", iso(2), 2),
      ];
      const ids = async () =>
        (await listed()).map((files) => files.map(({ report }) => report.fileId));
      const awaited = (id: string, atMs: number): StoredFile => {
        const known = file(id, atMs);
        return { ...known, report: { ...known.report, state: "awaited" } };
      };
      for (const [index, id] of ["a", "b", "c", "d"].entries()) {
        await sut.clinical.files.save("sent", awaited(id, index));
      }
      expect(await ids()).toEqual([[], ["c", "d"], ["a", "b"]]);
      await sut.clinical.files.save("sent", { ...file("b", 9), version: 1 });
      await sut.clinical.files.remove("sent", "a");
      expect(await ids()).toEqual([["b"], ["c", "d"], []]);
      expect(await sut.clinical.files.get("sent", "a", { consistent: true })).toBeUndefined();
    });

    test("that hold as of later are found, those of the same instant and another kind are not", async () => {
      await sut.clinical.files.registerAsOf("late", "lis", iso(3), "c");
      await sut.clinical.files.registerAsOf("late", "lis", iso(2), "b#");
      await sut.clinical.files.registerAsOf("late", "lis", iso(1), "a");
      await sut.clinical.files.registerAsOf("late", "pms", iso(9), "p");
      expect(await sut.clinical.files.listAfter("late", "lis", iso(1))).toEqual([
        { fileId: "b#", asOf: iso(2) },
        { fileId: "c", asOf: iso(3) },
      ]);
    });

    test("keep their bad rows in order, also thousands of them, until they are read again", async () => {
      const issues = Array.from({ length: 2_500 }, (_, index) => ({
        line: index + 2,
        byteFrom: index * 10,
        byteTo: index * 10 + 9,
        reasons: [{ column: "test_date", reason: "This is no date." }],
      }));
      const run = { fileId: "f", run: 1 };
      await sut.clinical.rowIssues.add("issues", run, issues.slice(0, 1_200));
      await sut.clinical.rowIssues.add("issues", run, issues.slice(1_200));
      await sut.clinical.rowIssues.add("issues", run, issues.slice(0, 1_200));
      const read = async () => {
        const found = [];
        for await (const page of sut.clinical.rowIssues.pages("issues", run)) found.push(...page);
        return found;
      };
      expect(await read()).toEqual(issues);
      const other = { ...run, run: 10 };
      await sut.clinical.rowIssues.add("issues", other, issues.slice(0, 1));
      await sut.clinical.rowIssues.removeAll("issues", other);
      expect(await read()).toEqual(issues);
      await sut.clinical.rowIssues.removeAll("issues", run);
      expect(await read()).toEqual([]);
    });
  });
});
