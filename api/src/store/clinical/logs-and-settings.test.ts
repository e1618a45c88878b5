import type { AlertChange } from "@throughline/shared/alert.ts";
import { defaultWardSettings } from "@throughline/shared/ward.ts";
import type { StoredAction } from "@throughline/shared/ward-entry.ts";
import { describe, expect, test } from "vitest";
import { onEveryClinicalStore } from "../../testing/every-clinical-store.ts";
import { iso, uuid } from "../../testing/phone.ts";
import { clinicalKeys, indexSk } from "./keys.ts";

const ADMITTED = "2026-03-01T08:00:00.000Z";

onEveryClinicalStore((sut) => {
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
      expect(await sut.clinical.wardEntries.putAction("wards", action(1))).toBe("stored");
      const again = { ...action(1), at: iso(99) };
      expect(await sut.clinical.wardEntries.putAction("wards", again)).toBe("duplicate");
      await sut.clinical.wardEntries.putAction("wards", action(2));
      await sut.clinical.wardEntries.putAction("wards", action(3, "a#"));
      const stay = { patientId: "p", admissionId: "a" };
      const kept = await sut.clinical.wardEntries.listActions("wards", stay, { consistent: true });
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
      expect(await sut.clinical.wardEntries.putView("wards", view(1, ""))).toBe("stored");
      expect(await sut.clinical.wardEntries.putView("wards", view(1, ""))).toBe("duplicate");
      await sut.clinical.wardEntries.putView("wards", view(2, "A"));
      const { views } = await sut.clinical.wardEntries.listViews("wards", "", { limit: 9 });
      expect(views).toEqual([view(1, "")]);
    });

    test("tells when an alert was last viewed; simultaneous views lose nothing", async () => {
      expect(await sut.clinical.viewedAlerts.read("viewed", "A")).toEqual({});
      const view = (episode: string) =>
        sut
          .connect()
          .viewedAlerts.update("viewed", "A", (known) => ({ ...known, [episode]: iso(1) }));
      await Promise.all(["a@1", "b@1", "c@1"].map(view));
      await sut.clinical.viewedAlerts.update("viewed", "A", () => undefined);
      expect(await sut.clinical.viewedAlerts.read("viewed", "A")).toEqual({
        "a@1": iso(1),
        "b@1": iso(1),
        "c@1": iso(1),
      });
    });
  });

  test("ward settings are the defaults until they are saved, and saved on their version", async () => {
    const other = sut.connect();
    expect(await sut.clinical.wardSettings.read("set")).toEqual({
      ...defaultWardSettings,
      version: 0,
    });
    const settings = {
      ...defaultWardSettings,
      staff: [{ id: "nn", name: "N. Nurse", wards: [""] }],
    };
    expect(await other.wardSettings.save("set", 0, settings)).toEqual({ ...settings, version: 1 });
    expect(await sut.clinical.wardSettings.save("set", 0, defaultWardSettings)).toBe("conflict");
    expect(await sut.clinical.wardSettings.read("set")).toEqual({ ...settings, version: 1 });
    expect(await sut.clinical.wardSettings.readFresh("set")).toEqual({ ...settings, version: 1 });
  });

  test("known wards are listed once each, and no ward is one", async () => {
    for (const ward of ["", "B", "A #1", "B"]) await sut.clinical.knownWards.add("known", ward);
    await sut.connect().knownWards.add("known", "B");
    expect((await sut.clinical.knownWards.list("known")).sort()).toEqual(["", "A #1", "B"]);
  });

  test("the monitor's mark never goes back", async () => {
    expect(await sut.clinical.monitorMarks.read("mark")).toBeNull();
    for (const ms of [2, 3, 1]) await sut.clinical.monitorMarks.write("mark", iso(ms));
    expect(await sut.clinical.monitorMarks.read("mark")).toBe(iso(3));
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
      await sut.clinical.alertLog.append("log", "1970-01-01", one);
    }
    await sut.clinical.alertLog.append("log", "1970-01-02", change);
    expect(await sut.clinical.alertLog.readDay("log", "1970-01-01")).toEqual([
      earlier,
      change,
      other,
    ]);
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
    for (const ms of [3, 1, 2])
      await sut.clinical.accessLog.append("access", "1970-01-01", access(ms));
    const part = await sut.clinical.accessLog.list("access", "1970-01-01", { limit: 2 });
    expect(part.accesses).toEqual([access(1), access(2)]);
    const rest = await sut.clinical.accessLog.list("access", "1970-01-01", {
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
    await sut.clinical.pushSubscriptions.put("push", subscription("https://one", ["A"]));
    await sut.clinical.pushSubscriptions.put("push", subscription("https://one", ["B", ""]));
    await sut.clinical.pushSubscriptions.put("push", subscription("https://two", []));
    await sut.clinical.pushSubscriptions.remove("push", "https://two");
    expect(await sut.clinical.pushSubscriptions.list("push")).toEqual([
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
