import { describe, expect, test } from "vitest";
import { type Device, newDevice, type RememberedGuide } from "./device.ts";
import { type Action, type Recorded, record, type Stamp } from "./record.ts";

const nine = Date.parse("2026-11-20T09:00:00.000Z");
const minute = 60_000;
const hour = 60 * minute;
const site = "main";
const berlin: RememberedGuide = {
  timeZone: "Europe/Berlin",
  visitLimitHours: 12,
  exits: ["check-out"],
  labels: {},
};

let ids = 0;
const newId = () => {
  ids += 1;
  return `id-${ids}`;
};

const at = (wallMs: number, timeZone = "UTC"): Stamp => ({
  wallMs,
  monotonicMs: 5,
  bootId: "boot",
  timeZone,
});

const act = (device: Device, action: Action, wallMs: number, guide?: RememberedGuide): Recorded => {
  const recorded = record(action, device, guide, at(wallMs), newId);
  if (!recorded) throw new Error("nothing was recorded");
  return recorded;
};

const scan = (device: Device, station: string, wallMs: number, guide?: RememberedGuide) =>
  act(device, { type: "scan", site, station }, wallMs, guide);

describe("a scan", () => {
  test("begins a visit and carries all that the server's key is made of", () => {
    const { entry, visit, device } = scan(newDevice(), "entrance", nine);
    expect(entry).toEqual({
      id: expect.any(String),
      site,
      stream: "visit",
      type: "scan",
      seq: 0,
      deviceAt: "2026-11-20T09:00:00.000Z",
      bootId: "boot",
      monotonicMs: 5,
      body: {
        visitId: visit.visitId,
        visitDay: "2026-11-20",
        visitStartedAt: "2026-11-20T09:00:00.000Z",
        station: "entrance",
      },
    });
    expect(device.nextSeq).toBe(1);
    expect(device.latestSite).toBe(site);
  });

  test("goes on with the visit, and keeps its day and start", () => {
    const first = scan(newDevice(), "entrance", nine);
    const second = scan(first.device, "lab", nine + 11 * hour);
    expect(second.visit.visitId).toBe(first.visit.visitId);
    expect(second.entry?.body.visitStartedAt).toBe("2026-11-20T09:00:00.000Z");
    expect(second.entry?.seq).toBe(1);
  });

  test("over midnight stays on the visit's day", () => {
    const first = scan(newDevice(), "entrance", Date.parse("2026-11-20T23:50:00.000Z"));
    const second = scan(first.device, "lab", Date.parse("2026-11-21T00:10:00.000Z"));
    expect(second.entry?.body.visitDay).toBe("2026-11-20");
  });

  test.each([
    [12 * hour, true],
    [12 * hour + 1, false],
  ])("%i ms after the last one: the same visit is %s", (afterMs, same) => {
    const first = scan(newDevice(), "entrance", nine);
    const second = scan(first.device, "lab", nine + afterMs);
    expect(second.visit.visitId === first.visit.visitId).toBe(same);
  });

  test("is itself when it is tried again, whatever another tab recorded meanwhile", () => {
    const first = scan(newDevice(), "lab", nine);
    const other = scan(first.device, "imr", nine + 30);
    const again = scan(other.device, "lab", nine);
    expect(again.entry).toBeUndefined();
    expect(again.repeats?.id).toBe(first.entry?.id);
  });

  test("obeys the site's own limit", () => {
    const guide = { ...berlin, visitLimitHours: 2 };
    const first = scan(newDevice(), "entrance", nine, guide);
    const second = scan(first.device, "lab", nine + 2 * hour + 1, guide);
    expect(second.visit.visitId).not.toBe(first.visit.visitId);
  });

  test.each([
    [59_999, true],
    [60_000, false],
  ])("of the same station after %i ms is the same scan: %s", (afterMs, same) => {
    const first = scan(newDevice(), "lab", nine);
    const second = scan(first.device, "lab", nine + afterMs);
    expect(second.entry === undefined).toBe(same);
    expect(second.repeats?.id === first.entry?.id).toBe(same);
  });

  test("at the exit twice within a minute begins no new visit", () => {
    const first = scan(newDevice(), "check-out", nine, berlin);
    expect(scan(first.device, "check-out", nine + 10_000, berlin).entry).toBeUndefined();
  });

  test("after the exit begins a new visit", () => {
    const first = scan(newDevice(), "check-out", nine, berlin);
    const second = scan(first.device, "lab", nine + 5 * minute, berlin);
    expect(second.visit.visitId).not.toBe(first.visit.visitId);
  });

  test("after the end by hand begins a new visit", () => {
    const first = scan(newDevice(), "lab", nine);
    const ended = act(first.device, { type: "end", site }, nine + minute);
    const second = scan(ended.device, "vitals", nine + 5 * minute);
    expect(second.visit.visitId).not.toBe(first.visit.visitId);
  });

  test("of a page that was reloaded hours later is the scan that is recorded already", () => {
    const first = scan(newDevice(), "lab", nine);
    const reloaded: Action = { type: "scan", site, station: "lab", returned: true };
    expect(act(first.device, reloaded, nine + 3 * hour).entry).toBeUndefined();
    const elsewhere: Action = { type: "scan", site, station: "vitals", returned: true };
    expect(act(first.device, elsewhere, nine + 3 * hour).entry).toBeDefined();
  });

  test("at another site is another visit, and leaves the first alone", () => {
    const first = scan(newDevice(), "lab", nine);
    const other = act(first.device, { type: "scan", site: "annex", station: "lab" }, nine + 1_000);
    expect(other.visit.visitId).not.toBe(first.visit.visitId);
    expect(other.device.visits[site]).toEqual(first.visit);
    expect(other.device.latestSite).toBe("annex");
  });
});

describe("the visit's day", () => {
  const late = Date.parse("2026-11-20T23:30:00.000Z");

  test("is the site's where its zone is known", () => {
    expect(scan(newDevice(), "lab", late, berlin).visit.visitDay).toBe("2026-11-21");
  });

  test("is the phone's own calendar day otherwise", () => {
    const action: Action = { type: "scan", site, station: "lab" };
    const recorded = record(action, newDevice(), undefined, at(late, "America/New_York"), newId);
    expect(recorded?.visit.visitDay).toBe("2026-11-20");
  });

  test("is read off the server's clock where that is known", () => {
    const device = { ...newDevice(), offsetMs: hour };
    expect(scan(device, "lab", late).visit.visitDay).toBe("2026-11-21");
  });
});

describe("what belongs to a visit", () => {
  test("does nothing without one", () => {
    for (const action of [
      { type: "end", site },
      { type: "reason", site, reason: "other" },
      { type: "void", site, scanId: "x" },
    ] as const) {
      expect(record(action, newDevice(), undefined, at(nine), newId)).toBeUndefined();
    }
  });

  test("an undo names the scan and takes it off the timeline", () => {
    const first = scan(newDevice(), "lab", nine);
    const second = scan(first.device, "vitals", nine + minute);
    const scanId = second.entry?.id as string;
    const undone = act(second.device, { type: "void", site, scanId }, nine + 2 * minute);
    expect(undone.entry).toMatchObject({ type: "void", body: { scanId } });
    expect(undone.visit.scans).toEqual(first.visit.scans);
    expect(act(undone.device, { type: "void", site, scanId }, nine).entry).toBeUndefined();
  });

  test("an undone scan may be scanned again at once", () => {
    const first = scan(newDevice(), "lab", nine);
    const scanId = first.entry?.id as string;
    const undone = act(first.device, { type: "void", site, scanId }, nine + 1_000);
    expect(scan(undone.device, "lab", nine + 2_000).entry).toBeDefined();
  });

  test("a reason and an end are recorded once each", () => {
    const first = scan(newDevice(), "lab", nine);
    const given = act(first.device, { type: "reason", site, reason: "urgent" }, nine);
    expect(given.entry).toMatchObject({ type: "reason", body: { reason: "urgent" } });
    const again: Action = { type: "reason", site, reason: "urgent" };
    expect(act(given.device, again, nine).entry).toBeUndefined();
    const ended = act(given.device, { type: "end", site }, nine);
    expect(ended.entry?.type).toBe("end");
    expect(act(ended.device, { type: "end", site }, nine).entry).toBeUndefined();
  });
});
