import type { AlertChange } from "@throughline/shared/alert.ts";
import { defaultFeedProfile } from "@throughline/shared/feed-profile.ts";
import { settle } from "@throughline/shared/monitor/settle.ts";
import { admission, labTest, patient, sourceAt } from "@throughline/shared/testing/ward-facts.ts";
import { defaultWardSettings } from "@throughline/shared/ward.ts";
import type { StoredAction } from "@throughline/shared/ward-entry.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyDatabase } from "../../testing/every-database.ts";
import { iso, uuid } from "../../testing/phone.ts";
import { TABLES, type TestDatabase } from "../../testing/start-database.ts";
import { createStore } from "../create-store.ts";
import { createTables } from "../create-tables.ts";
import type { StoredAdmission } from "./admissions.ts";
import type { ClinicalStore } from "./create-clinical-store.ts";
import type { StoredFeed } from "./feeds.ts";
import type { StoredFile } from "./files.ts";
import { clinicalKeys, indexSk } from "./keys.ts";

const HOUR_MS = 3_600_000;
const ADMITTED = "2026-03-01T08:00:00.000Z";
const DUE_MS = Date.parse(ADMITTED) + 48 * HOUR_MS;

/** A stay as whoever writes one writes it: settled at an instant. */
const settled = (
  stay: ReturnType<typeof admission>,
  nowMs: number,
  version = 0,
): StoredAdmission => {
  const { watch } = settle({
    admission: stay,
    lastTest: null,
    unmapped: null,
    previous: null,
    entries: [],
    viewedAt: null,
    settings: defaultWardSettings,
    nowMs,
    mayOpen: true,
    because: "facts",
  });
  return {
    admission: stay,
    stamp: "1",
    watch,
    outbox: [],
    settingsVersion: 0,
    nextAt: watch?.nextAt ?? null,
    version,
  };
};

describe.each(everyDatabase)("on %s", (_name, start) => {
  let database: TestDatabase;
  let clinical: ClinicalStore;
  const connect = () =>
    createStore({ client: database.client, tables: TABLES, now: () => 0 }).clinical;

  beforeAll(async () => {
    database = await start();
    await createTables(database.client, TABLES);
    clinical = connect();
  });
  afterAll(() => database.close());

  const names = (stays: { admissionId: string }[]) => stays.map(({ admissionId }) => admissionId);
  const namesOf = (stays: StoredAdmission[]) => names(stays.map((stay) => stay.admission));

  describe("stays", () => {
    test("come back as they were saved, found by number, by patient and by ward", async () => {
      const odd = admission("p#1%/ß 名", "a#2%", ADMITTED, { ward: "Süd #3", bed: "10#%" });
      const alerted = settled(odd, DUE_MS);
      expect(alerted.watch?.alert?.state).toBe("open");
      const saved = await clinical.admissions.save("odd", alerted);
      expect(saved).toEqual({ ...alerted, version: 1 });
      const stay = { patientId: odd.patientId, admissionId: odd.admissionId };
      expect(await clinical.admissions.get("odd", stay, { consistent: true })).toEqual(saved);
      expect(await clinical.admissions.getMany("odd", [stay, stay])).toEqual([saved]);
      expect(await clinical.admissions.listOfPatient("odd", odd.patientId)).toEqual([saved]);
      expect(await clinical.admissions.listWard("odd", "Süd #3")).toEqual([saved]);
      expect(await clinical.admissions.listAlerted("odd")).toEqual([stay]);
    });

    test("of the longest ids and bed, in any script, are saved", async () => {
      const [id, bed] = ["名".repeat(128), "🛏".repeat(500)];
      const long = settled(admission(id, id, ADMITTED, { ward: id, bed }), DUE_MS);
      expect(await clinical.admissions.save("long", long)).toEqual({ ...long, version: 1 });
      expect(await clinical.admissions.listWard("long", id)).toEqual([{ ...long, version: 1 }]);
    });

    test("are saved on their version alone", async () => {
      const first = settled(admission("p", "a", ADMITTED), 0);
      const racers = await Promise.all(
        Array.from({ length: 20 }, () => clinical.admissions.save("race", first)),
      );
      const [won] = racers.filter((saved) => saved !== "conflict");
      expect(racers.filter((saved) => saved === "conflict")).toHaveLength(19);
      const next = await clinical.admissions.save("race", won as StoredAdmission);
      expect(next).toMatchObject({ version: 2 });
      expect(await clinical.admissions.save("race", won as StoredAdmission)).toBe("conflict");
    });

    test("stand in one ward, or among those that are over, and move in one step", async () => {
      const stay = admission("p", "a", ADMITTED);
      const inA = await clinical.admissions.save("moves", settled(stay, 0));
      const inNone = { ...stay, ward: "", bed: "" };
      const moved = await clinical.admissions.save("moves", {
        ...(inA as StoredAdmission),
        admission: inNone,
      });
      expect(await clinical.admissions.listWard("moves", "A")).toEqual([]);
      expect(namesOf(await clinical.admissions.listWard("moves", ""))).toEqual(["a"]);
      const over = { ...inNone, status: "discharged" as const, dischargedAt: iso(DUE_MS) };
      const left = settled(over, DUE_MS, (moved as StoredAdmission).version);
      expect(left.watch).toBeNull();
      await clinical.admissions.save("moves", left);
      expect(await clinical.admissions.listWard("moves", "")).toEqual([]);
      const { stays } = await clinical.admissions.listOver("moves", { limit: 9 });
      expect(namesOf(stays)).toEqual(["a"]);
      expect((await clinical.dueThings.list("moves", "2030", { limit: 9 })).things).toEqual([]);
    });

    test("that are active are all listed, in parts, whatever becomes of them next", async () => {
      for (let index = 0; index < 7; index++) {
        const stay = settled(admission("p", `${index}`, ADMITTED), index % 2 ? DUE_MS : 0);
        await clinical.admissions.save("all", { ...stay, nextAt: index % 2 ? null : iso(index) });
      }
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const part = await clinical.admissions.listActive("all", {
          limit: 2,
          ...(after && { after }),
        });
        seen.push(...names(part.stays));
        after = part.next;
      } while (after);
      expect(seen.sort()).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
    });
  });

  describe("what is due", () => {
    test("is listed from its very instant, the longest waiting first, in parts", async () => {
      const at = (ms: number, admissionId: string) =>
        clinical.admissions.save("due", {
          ...settled(admission("p", admissionId, ADMITTED), 0),
          nextAt: iso(ms),
        });
      await Promise.all([at(3_000, "c"), at(1_000, "a"), at(1_000, "b"), at(3_001, "d")]);
      const feed: StoredFeed = {
        feed: {
          name: "lab",
          kind: "lis",
          createdAt: iso(0),
          lastGoodAt: null,
          reachesTo: null,
          arrivals: [],
          silentSince: null,
          maxSilenceMinutes: 60,
          inUse: true,
        },
        profile: { ...defaultFeedProfile, columns: { ID: "test_id" as const } },
        tokens: [{ id: "t", createdAt: iso(0), hash: "h" }],
        nextAt: iso(2_000),
        version: 0,
      };
      expect(await clinical.feeds.save("due", feed)).toEqual({ ...feed, version: 1 });
      expect(await clinical.feeds.save("due", feed)).toBe("conflict");
      expect(await clinical.feeds.list("due")).toEqual([{ ...feed, version: 1 }]);
      expect(await clinical.feeds.get("due", "lab")).toEqual({ ...feed, version: 1 });
      const job = {
        settingsVersion: 3,
        failed: 0,
        pass: 2 as const,
        passAgainAt: iso(2_000),
        cursor: "next {}",
        done: 2,
        nextAt: iso(2_500),
        version: 0,
      };
      expect(await clinical.recomputeJobs.save("due", job)).toEqual({ ...job, version: 1 });
      expect(await clinical.recomputeJobs.read("due")).toEqual({ ...job, version: 1 });

      const list = (nowMs: number, limit: number, after?: string) =>
        clinical.dueThings.list("due", iso(nowMs), { limit, ...(after && { after }) });
      const first = await list(3_000, 2);
      expect(first.things).toEqual([
        { kind: "admission", at: iso(1_000), patientId: "p", admissionId: "a" },
        { kind: "admission", at: iso(1_000), patientId: "p", admissionId: "b" },
      ]);
      expect((await list(3_000, 9, first.next)).things).toEqual([
        { kind: "feed", at: iso(2_000), name: "lab" },
        { kind: "recompute", at: iso(2_500) },
        { kind: "admission", at: iso(3_000), patientId: "p", admissionId: "c" },
      ]);
      expect((await list(999, 9)).things).toEqual([]);
      await clinical.recomputeJobs.save("due", { ...job, nextAt: null, version: 1 });
      expect((await list(9_999, 9)).things).toHaveLength(5);
    });

    test("of a thousand at one instant misses none", async () => {
      const stays = Array.from({ length: 1_000 }, (_, index) => `${index}`);
      await Promise.all(
        stays.map((admissionId) =>
          clinical.admissions.save("storm", {
            ...settled(admission(`p${admissionId}`, admissionId, ADMITTED), 0),
            nextAt: ADMITTED,
          }),
        ),
      );
      const { things } = await clinical.dueThings.list("storm", ADMITTED, { limit: 2_000 });
      expect(new Set(things.map((thing) => "admissionId" in thing && thing.admissionId)).size).toBe(
        1_000,
      );
    });
  });

  describe("facts", () => {
    test("of a patient and of a test are the latest source's, whatever the order", async () => {
      const told = (lastName: string, stamp: string) =>
        clinical.patients.put("facts", {
          patient: patient("p#1", { lastName }),
          source: sourceAt(ADMITTED),
          stamp,
        });
      expect([await told("B", "2"), await told("A", "1"), await told("B", "2")]).toEqual([
        true,
        false,
        false,
      ]);
      expect(await clinical.patients.get("facts", "p#1")).toEqual({
        patient: patient("p#1", { lastName: "B" }),
        source: sourceAt(ADMITTED),
        stamp: "2",
      });
      expect(await clinical.patients.getMany("facts", ["p#1", "p#1", "p"])).toHaveLength(1);

      const result = (result: string, stamp: string) =>
        clinical.labTests.put("facts", {
          test: labTest("p#1", "t/1", ADMITTED, { result }),
          stamp,
        });
      expect([await result("2", "2"), await result("1", "1"), await result("3", "3")]).toEqual([
        true,
        false,
        true,
      ]);
      await clinical.labTests.put("facts", { test: labTest("p#1", "t/2", ADMITTED), stamp: "1" });
      const kept = { test: labTest("p#1", "t/1", ADMITTED, { result: "3" }), stamp: "3" };
      expect(await clinical.labTests.getMany("facts", [kept.test], { consistent: true })).toEqual([
        kept,
      ]);
      const all = await clinical.labTests.listOfPatient("facts", "p#1", { consistent: true });
      expect(all.map(({ test }) => test.testId)).toEqual(["t/1", "t/2"]);
    });

    test("of whom an admission number is grow, and are told apart from others' numbers", async () => {
      await clinical.admissionOwners.add("owners", "a", "p1");
      await clinical.admissionOwners.add("owners", "a", "p1");
      await clinical.admissionOwners.add("owners", "a", "p#2");
      await clinical.admissionOwners.add("owners", "a#PATIENT", "p3");
      expect((await clinical.admissionOwners.list("owners", "a")).sort()).toEqual(["p#2", "p1"]);
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
        clinical.patientRecords.put("records", record(...given));
      expect([
        await put("well", 2, "b.csv"),
        await put("well", 2, "a.csv"),
        await put("well", 2, "c.csv"),
        await put("unwell", 2, "c.csv"),
        await put("", 1, "c.csv"),
      ]).toEqual([true, true, false, true, true]);
      const listed = await clinical.patientRecords.list("records", "007");
      expect(listed.map(({ dateTime }) => dateTime)).toEqual([60_000, 120_000, 120_000].map(iso));
      expect(listed.map(({ conflicting }) => conflicting)).toEqual([false, true, true]);
      expect(listed.find(({ doctorsNotes }) => doctorsNotes === "well")?.csvFile).toBe("a.csv");
      const names = [record("well", 2, "").record, record("ill", 2, "").record];
      expect(await clinical.patientRecords.getMany("records", names)).toEqual([
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
        await clinical.files.save("files", file(id, index));
      }
      expect(await clinical.files.save("files", file("a", 1))).toBe("conflict");
      const known = await clinical.files.get("files", "a", { consistent: true });
      expect(known).toEqual({ ...file("a", 1), version: 1 });
      const part = await clinical.files.list("files", { limit: 2 });
      expect(part.files.map(({ report }) => report.fileId)).toEqual(["c", "a"]);
      const rest = await clinical.files.list("files", { limit: 2, after: part.next as string });
      expect(rest.files.map(({ report }) => report.fileId)).toEqual(["b"]);
    });

    test("that were announced are listed once they have come, and apart from those until then", async () => {
      const listed = async () => [
        (await clinical.files.list("sent", { limit: 9 })).files,
        await clinical.files.listAwaited("sent", iso(2)),
        await clinical.files.listForgotten("sent", iso(2), 2),
      ];
      const ids = async () =>
        (await listed()).map((files) => files.map(({ report }) => report.fileId));
      const awaited = (id: string, atMs: number): StoredFile => {
        const known = file(id, atMs);
        return { ...known, report: { ...known.report, state: "awaited" } };
      };
      for (const [index, id] of ["a", "b", "c", "d"].entries()) {
        await clinical.files.save("sent", awaited(id, index));
      }
      expect(await ids()).toEqual([[], ["c", "d"], ["a", "b"]]);
      await clinical.files.save("sent", { ...file("b", 9), version: 1 });
      await clinical.files.remove("sent", "a");
      expect(await ids()).toEqual([["b"], ["c", "d"], []]);
      expect(await clinical.files.get("sent", "a", { consistent: true })).toBeUndefined();
    });

    test("that hold as of later are found, those of the same instant and another kind are not", async () => {
      await clinical.files.registerAsOf("late", "lis", iso(3), "c");
      await clinical.files.registerAsOf("late", "lis", iso(2), "b#");
      await clinical.files.registerAsOf("late", "lis", iso(1), "a");
      await clinical.files.registerAsOf("late", "pms", iso(9), "p");
      expect(await clinical.files.listAfter("late", "lis", iso(1))).toEqual([
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
      await clinical.rowIssues.add("issues", run, issues.slice(0, 1_200));
      await clinical.rowIssues.add("issues", run, issues.slice(1_200));
      await clinical.rowIssues.add("issues", run, issues.slice(0, 1_200));
      const read = async () => {
        const found = [];
        for await (const page of clinical.rowIssues.pages("issues", run)) found.push(...page);
        return found;
      };
      expect(await read()).toEqual(issues);
      const other = { ...run, run: 10 };
      await clinical.rowIssues.add("issues", other, issues.slice(0, 1));
      await clinical.rowIssues.removeAll("issues", other);
      expect(await read()).toEqual(issues);
      await clinical.rowIssues.removeAll("issues", run);
      expect(await read()).toEqual([]);
    });
  });

  describe("the wards' journal", () => {
    const action = (index: number, admissionId = "a"): StoredAction => ({
      id: uuid(index),
      type: "acknowledge",
      body: {
        ward: "A",
        patientId: "p",
        admissionId,
        episode: `${admissionId}@${ADMITTED}`,
        by: { name: "N. Nurse" },
        what: "seen",
      },
      at: iso(index),
      uncertaintyMs: 0,
      receivedAt: iso(index),
      tablet: "tablet",
    });

    test("keeps an action once, under its stay", async () => {
      expect(await clinical.wardEntries.putAction("wards", action(1))).toBe("stored");
      const again = { ...action(1), at: iso(99) };
      expect(await clinical.wardEntries.putAction("wards", again)).toBe("duplicate");
      await clinical.wardEntries.putAction("wards", action(2));
      await clinical.wardEntries.putAction("wards", action(3, "a#"));
      const stay = { patientId: "p", admissionId: "a" };
      const kept = await clinical.wardEntries.listActions("wards", stay, { consistent: true });
      expect(kept).toEqual([action(1), action(2)]);
    });

    test("keeps a view once, under its ward", async () => {
      const view = (index: number, ward: string) => ({
        id: uuid(index),
        type: "view" as const,
        body: {
          ward,
          screen: "tablet" as const,
          dataAsOf: iso(0),
          monitorAt: null,
          episodes: ["e"],
        },
        at: iso(index),
        uncertaintyMs: 0,
        receivedAt: iso(index),
        tablet: "tablet",
      });
      expect(await clinical.wardEntries.putView("wards", view(1, ""))).toBe("stored");
      expect(await clinical.wardEntries.putView("wards", view(1, ""))).toBe("duplicate");
      await clinical.wardEntries.putView("wards", view(2, "A"));
      const { views } = await clinical.wardEntries.listViews("wards", "", { limit: 9 });
      expect(views).toEqual([view(1, "")]);
    });

    test("tells when an alert was last viewed; simultaneous views lose nothing", async () => {
      expect(await clinical.viewedAlerts.read("viewed", "A")).toEqual({});
      const view = (episode: string) =>
        connect().viewedAlerts.update("viewed", "A", (known) => ({ ...known, [episode]: iso(1) }));
      await Promise.all(["a@1", "b@1", "c@1"].map(view));
      await clinical.viewedAlerts.update("viewed", "A", () => undefined);
      expect(await clinical.viewedAlerts.read("viewed", "A")).toEqual({
        "a@1": iso(1),
        "b@1": iso(1),
        "c@1": iso(1),
      });
    });
  });

  test("ward settings are the defaults until they are saved, and saved on their version", async () => {
    const other = connect();
    expect(await clinical.wardSettings.read("set")).toEqual({ ...defaultWardSettings, version: 0 });
    const settings = {
      ...defaultWardSettings,
      staff: [{ id: "nn", name: "N. Nurse", wards: [""] }],
    };
    expect(await other.wardSettings.save("set", 0, settings)).toEqual({ ...settings, version: 1 });
    expect(await clinical.wardSettings.save("set", 0, defaultWardSettings)).toBe("conflict");
    expect(await clinical.wardSettings.read("set")).toEqual({ ...settings, version: 1 });
    expect(await clinical.wardSettings.readFresh("set")).toEqual({ ...settings, version: 1 });
  });

  test("known wards are listed once each, and no ward is one", async () => {
    for (const ward of ["", "B", "A #1", "B"]) await clinical.knownWards.add("known", ward);
    await connect().knownWards.add("known", "B");
    expect((await clinical.knownWards.list("known")).sort()).toEqual(["", "A #1", "B"]);
  });

  test("the monitor's mark never goes back", async () => {
    expect(await clinical.monitorMarks.read("mark")).toBeNull();
    for (const ms of [2, 3, 1]) await clinical.monitorMarks.write("mark", iso(ms));
    expect(await clinical.monitorMarks.read("mark")).toBe(iso(3));
  });

  test("the alert log takes a change once, and two nurses' at one instant both", async () => {
    const change: AlertChange = {
      what: "acknowledged",
      at: iso(5),
      patientId: "p",
      admissionId: "a",
      episode: "a@1",
      ward: "A",
      bed: "1",
      dueAt: iso(1),
      openedAt: iso(2),
      detail: "seen",
      by: { name: "N. Nurse" },
      entryId: uuid(1),
    };
    const other = { ...change, entryId: uuid(2) };
    const earlier: AlertChange = { ...change, what: "opened", at: iso(2) };
    for (const one of [change, other, change, earlier]) {
      await clinical.alertLog.append("log", "1970-01-01", one);
    }
    await clinical.alertLog.append("log", "1970-01-02", change);
    expect(await clinical.alertLog.readDay("log", "1970-01-01")).toEqual([earlier, change, other]);
  });

  test("the access log is read in parts, in time order", async () => {
    const access = (ms: number) => ({
      id: `${ms}`,
      at: iso(ms),
      by: "staff",
      what: "view",
      count: 1,
      ward: "",
    });
    for (const ms of [3, 1, 2]) await clinical.accessLog.append("access", "1970-01-01", access(ms));
    const part = await clinical.accessLog.list("access", "1970-01-01", { limit: 2 });
    expect(part.accesses).toEqual([access(1), access(2)]);
    const rest = await clinical.accessLog.list("access", "1970-01-01", {
      limit: 2,
      after: part.next as string,
    });
    expect(rest.accesses).toEqual([access(3)]);
  });

  test("a push subscription stands once an endpoint, until it is removed", async () => {
    const subscription = (endpoint: string, wards: string[]) => ({
      endpoint,
      keys: { p256dh: "k", auth: "a" },
      wards,
      createdAt: iso(0),
    });
    await clinical.pushSubscriptions.put("push", subscription("https://one", ["A"]));
    await clinical.pushSubscriptions.put("push", subscription("https://one", ["B", ""]));
    await clinical.pushSubscriptions.put("push", subscription("https://two", []));
    await clinical.pushSubscriptions.remove("push", "https://two");
    expect(await clinical.pushSubscriptions.list("push")).toEqual([
      subscription("https://one", ["B", ""]),
    ]);
  });
});

describe("clinical keys", () => {
  test("keep ids apart whatever is in them, and none is a key of an index that is empty", () => {
    expect(clinicalKeys.admission("s", "a#ADMISSION#b", "c").pk).toBe(
      "SITE#s#PATIENT#a%23ADMISSION%23b",
    );
    expect(clinicalKeys.test("s", "p", "100%23").sk).toBe("TEST#100%2523");
    expect(clinicalKeys.viewed("s", "").pk).toBe("SITE#s#WARD#-");
    expect(indexSk("", "")).not.toBe("");
  });

  test("of a log line of the longest ids in any script fit a sort key", () => {
    const id = "名".repeat(128);
    const parts = [id, "acknowledged", id, uuid(1), "sample-taken"];
    const { sk } = clinicalKeys.alertLogLine("s", "2026-03-01", ADMITTED, parts);
    expect(Buffer.byteLength(sk)).toBeLessThanOrEqual(1024);
  });
});
