import type { StoredSettings } from "@throughline/shared/site.ts";
import { admission, labTest } from "@throughline/shared/testing/ward-facts.ts";
import { defaultWardSettings } from "@throughline/shared/ward.ts";
import type { StoredAction } from "@throughline/shared/ward-entry.ts";
import { expect, test } from "vitest";
import type { Around } from "../../testing/memory-dynamo/memory-dynamo.ts";
import { type MonitoredWard, startMonitoredWard } from "../../testing/monitored-ward.ts";
import { uuid } from "../../testing/phone.ts";
import { createMonitor } from "./run-monitor.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const START = Date.parse("2026-11-16T00:00:00.000Z");
const at = (hours: number) => new Date(START + hours * HOUR_MS).toISOString();
const DAYS = ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"];
const patients = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);

const startWith = async (stays: ReturnType<typeof admission>[], options: object = {}) => {
  const ward = await startMonitoredWard({ nowMs: START, ...options });
  for (const stay of stays) await ward.admit(stay);
  return ward;
};
const goTo = async (ward: MonitoredWard, hours: number) => {
  ward.clock.nowMs = START + hours * HOUR_MS;
  await ward.tick();
};
const acknowledge = (number: number, hours: number, patientId: string): StoredAction => ({
  id: uuid(number),
  type: "acknowledge",
  at: at(hours),
  uncertaintyMs: 0,
  receivedAt: at(hours),
  tablet: "tablet",
  body: {
    ward: "A",
    patientId,
    admissionId: `${patientId}-1`,
    episode: `${patientId}-1@${at(0)}`,
    by: { name: "Ama" },
    what: "seen",
  },
});

const withdraw = (number: number, hours: number, seen: StoredAction): StoredAction => {
  const { what: _what, ...body } = seen.body as Record<string, unknown>;
  return {
    ...seen,
    id: uuid(number),
    type: "withdraw",
    at: at(hours),
    body: { ...body, entryId: seen.id } as never,
  };
};

test("what is due opens with the tick that finds it, once, in the log and on the screens", async () => {
  const ward = await startWith([admission("p1", "p1-1", at(0)), admission("p2", "p2-1", at(1))]);
  ward.clock.nowMs = START + 48 * HOUR_MS - 1;
  await ward.tick();
  expect(ward.told.broadcasts).toEqual([]);
  await goTo(ward, 48);
  await goTo(ward, 48);
  expect(await ward.alertLog(...DAYS)).toMatchObject([{ what: "opened", admissionId: "p1-1" }]);
  expect(ward.told.broadcasts).toEqual([
    {
      ward: "A",
      patient_id: "p1",
      alert_type: "overdue",
      message: "Bed 1 on A has had no lab test for 48 hours",
      timestamp: at(48),
    },
  ]);
  const stay = await ward.stay("p1", "p1-1");
  expect(stay).toMatchObject({ outbox: [], nextAt: at(48.5), watch: { alert: { state: "open" } } });
  expect(await ward.clinical.monitorMarks.readWhole("main")).toEqual({ at: at(48), failed: 0 });
});

test("three on a ward are told one by one, more of them as one list", async () => {
  const stays = [
    ...patients(12).map((id) => admission(id, `${id}-1`, at(0), { ward: "4B", bed: id })),
    ...patients(3).map((id) => admission(`q${id}`, `q${id}-1`, at(0), { ward: "", bed: "" })),
  ];
  const ward = await startWith(stays);
  await ward.addFeed({ name: "lab", reachesTo: at(48) });
  await goTo(ward, 50);
  const listed = ward.told.broadcasts.filter((one) => one.ward === "4B");
  expect(listed).toMatchObject([
    { patient_id: "", message: "12 beds on 4B have had no lab test for 48 hours" },
  ]);
  expect(ward.told.broadcasts.filter((one) => one.ward === "-")).toMatchObject(
    Array(3).fill({
      message: "A patient without a bed on no ward has had no lab test for 50 hours",
    }),
  );
  expect(ward.told.pushes).toEqual(
    expect.arrayContaining([
      { ward: "4B", count: 12 },
      { ward: "-", count: 3 },
    ]),
  );
  expect(await ward.alertLog(...DAYS)).toHaveLength(15);
});

test("of a long list the screens see the first while the last are settled, and hear of all as one", async () => {
  let writesTakeMs = 0;
  let ward: MonitoredWard | undefined;
  const around: Around = async (command, input, carryOut) => {
    if (ward && command.startsWith("Put")) ward.clock.nowMs += writesTakeMs;
    return carryOut(input);
  };
  const stays = patients(60).map((id, index) =>
    admission(id, `${id}-1`, at(0), { ward: index % 2 ? "A" : "B", bed: id }),
  );
  ward = await startWith(stays, { around });
  const shown: number[] = [];
  ward.deps.realtime.broadcast = async (_site, where, { alert_type, message }) => {
    shown.push((await ward?.clinical.admissions.listAlerted("main"))?.length ?? 0);
    ward?.told.broadcasts.push({ ward: where, alert_type, message } as never);
  };
  writesTakeMs = 50;
  await goTo(ward, 48);
  // How many are on their way at once, and when each is there, is the database's.
  const early = ward.told.broadcasts.filter(({ alert_type }) => alert_type === "changed");
  const seconds = (ward.clock.nowMs - (START + 48 * HOUR_MS)) / 1000;
  expect(early.length / 2).toBeGreaterThanOrEqual(1);
  expect(early.length / 2).toBeLessThanOrEqual(seconds);
  expect(early.map(({ ward: where }) => where).sort()).toEqual(
    Array.from(early, (_, index) => (index < early.length / 2 ? "A" : "B")),
  );
  expect(shown[0]).toBeGreaterThan(0);
  expect(shown[0]).toBeLessThan(stays.length);
  const last = ward.told.broadcasts.slice(early.length);
  expect(last.every(({ alert_type }) => alert_type === "overdue")).toBe(true);
  expect(last.map(({ message }) => message).sort()).toEqual(
    ["A", "B"].map((where) => `30 beds on ${where} have had no lab test for 48 hours`),
  );
  expect(await ward.alertLog(...DAYS)).toHaveLength(60);
});

test("an alert that no laboratory has confirmed is on the screens, and sounds once one has", async () => {
  const ward = await startWith([admission("p1", "p1-1", at(0)), admission("p2", "p2-1", at(3))]);
  await ward.addFeed({ name: "lab", reachesTo: at(47) });
  await goTo(ward, 48);
  expect(ward.wardsTold()).toEqual(["overdue A"]);
  expect(ward.told.pushes).toEqual([]);
  ward.clock.nowMs = START + 49 * HOUR_MS;
  await ward.addFeed({ name: "lab", reachesTo: at(49) }, at(49));
  await ward.tick();
  await ward.tick();
  expect(ward.told.pushes).toEqual([{ ward: "A", count: 1 }]);
  expect(ward.wardsTold().filter((one) => one === "overdue A")).toHaveLength(2);
});

test("what somebody has in hand is not announced when it is confirmed", async () => {
  const ward = await startWith([admission("p1", "p1-1", at(0))]);
  await ward.addFeed({ name: "lab", reachesTo: at(47) });
  await goTo(ward, 48);
  await ward.clinical.wardEntries.putAction("main", acknowledge(1, 48, "p1"));
  await ward.settle({ patientId: "p1", admissionId: "p1-1" });
  await ward.addFeed({ name: "lab", reachesTo: at(49) }, at(48.1));
  await goTo(ward, 49);
  expect(ward.told.pushes).toEqual([]);
});

test("a test closes at once, and says so to the ward's screens", async () => {
  const ward = await startWith([admission("p1", "p1-1", at(0))]);
  await goTo(ward, 48);
  ward.clock.nowMs += 10 * MINUTE_MS;
  await ward.say(labTest("p1", "t1", at(48.1)));
  const log = await ward.alertLog(...DAYS);
  expect(log.map(({ what, detail }) => [what, detail])).toEqual([
    ["opened", undefined],
    ["closed", "test"],
  ]);
  expect(ward.wardsTold()).toEqual(["overdue A", "changed A"]);
  expect(await ward.stay("p1", "p1-1")).toMatchObject({
    nextAt: at(96.1),
    watch: { alert: null, lastTest: { testId: "t1" } },
  });
});

test("a cancelled test restores the clock, and the next tick opens what is due", async () => {
  const ward = await startWith([admission("p1", "p1-1", at(0))]);
  ward.clock.nowMs = START + 20 * HOUR_MS;
  await ward.say(labTest("p1", "t1", at(19)));
  await goTo(ward, 60);
  expect(ward.told.broadcasts).toEqual([]);
  await ward.say(labTest("p1", "t1", at(19), { status: "cancelled" }));
  await ward.tick();
  expect(await ward.alertLog(...DAYS)).toMatchObject([{ what: "opened", dueAt: at(48) }]);
});

test("a transfer tells both wards and opens the alert again on the new one", async () => {
  const ward = await startWith([admission("p1", "p1-1", at(0))]);
  await goTo(ward, 48);
  ward.told.broadcasts.length = 0;
  await ward.admit(admission("p1", "p1-1", at(0), { ward: "B" }));
  expect(ward.wardsTold().sort()).toEqual(["changed A", "overdue B"]);
});

test("a stay whose planned discharge has come is watched no more", async () => {
  const ward = await startWith([admission("p1", "p1-1", at(0), { dischargedAt: at(30) })]);
  await goTo(ward, 30);
  expect(await ward.stay("p1", "p1-1")).toMatchObject({ watch: null, nextAt: null });
  await goTo(ward, 60);
  expect(await ward.alertLog(...DAYS)).toEqual([]);
});

test("what opens again after its acknowledgement ran out sounds again", async () => {
  const ward = await startWith([admission("p1", "p1-1", at(0))]);
  await ward.addFeed({ name: "lab", reachesTo: at(60) });
  await goTo(ward, 48);
  await ward.clinical.wardEntries.putAction("main", acknowledge(1, 48, "p1"));
  await ward.settle({ patientId: "p1", admissionId: "p1-1" });
  await goTo(ward, 56);
  expect(ward.wardsTold()).toEqual(["overdue A", "changed A", "overdue A"]);
  expect(ward.told.pushes).toHaveLength(2);
});

const withChannels = (rest = {}) => ({
  policy: {
    ...defaultWardSettings.policy,
    mailTo: ["ward@clinic.example"],
    webhook: "https://hooks.example/ward",
    ...rest,
  },
});

test("what no screen has shown goes to the ward's channels, as one message, without names", async () => {
  const ward = await startWith(
    patients(2).map((id, index) => admission(id, `${id}-1`, at(0), { bed: `${index + 1}` })),
  );
  await ward.set(withChannels());
  await ward.addFeed({ name: "lab", reachesTo: at(48) });
  await goTo(ward, 48);
  await goTo(ward, 48.5);
  expect(ward.told.mails).toEqual([
    {
      to: ["ward@clinic.example"],
      subject: "2 beds on A have had no lab test for 48 hours",
      text: [
        "Bed 1 on A has had no lab test for 48 hours: no screen of the ward has shown it.",
        "Bed 2 on A has had no lab test for 48 hours: no screen of the ward has shown it.",
        "",
        "The ward (A): https://clinic.example/staff/ward/A",
        "",
      ].join("\n"),
    },
  ]);
  expect(ward.told.calls).toEqual([
    {
      webhook: "https://hooks.example/ward",
      body: {
        type: "escalated",
        site: "main",
        ward: "A",
        timestamp: at(48.5),
        message: "2 beds on A have had no lab test for 48 hours",
        link: "https://clinic.example/staff/ward/A",
        beds: ["1", "2"].map((bed) => ({ bed, hours: 48, reason: "unviewed", confirmed: true })),
      },
    },
  ]);
});

test("an escalation waits for no push service, nor does it wait for the escalation", async () => {
  const ward = await startWith([admission("p1", "p1-1", at(0)), admission("p2", "p2-1", at(0.5))]);
  await ward.set(withChannels());
  await ward.addFeed({ name: "lab", reachesTo: at(49) });
  await goTo(ward, 48);
  // One is escalated by the tick that opens the other: neither goes on before both have begun.
  const met = meeting(2);
  ward.channels.push = met;
  ward.channels.mail = met;
  await goTo(ward, 48.5);
  expect(ward.told.pushes).toHaveLength(2);
  expect(ward.told.mails).toHaveLength(1);
});

/** Resolves for everybody when so many have called it. */
const meeting = (size: number) => {
  let here = 0;
  let resolve = () => {};
  const promise = new Promise<void>((met) => {
    resolve = met;
  });
  return () => {
    if (++here === size) resolve();
    return promise;
  };
};

test("a channel that fails is asked again, later each time, the other is not; and it is shown", async () => {
  const ward = await startWith([admission("p1", "p1-1", at(0))]);
  await ward.set(withChannels());
  await goTo(ward, 48);
  ward.channels.mail = async () => {
    throw Object.assign(new Error("no"), { code: "ECONNECTION" });
  };
  await goTo(ward, 48.5);
  const failing = { channel: "mail", ward: "A", since: at(48.5), reason: "ECONNECTION" };
  expect((await ward.clinical.outletMarks.read("main")).failing).toMatchObject([failing]);
  const waits: number[] = [];
  for (let minutes = 1; minutes <= 20; minutes++) {
    const before = (await ward.stay("p1", "p1-1")).outbox[0]?.attempts ?? 0;
    await goTo(ward, 48.5 + minutes / 60);
    if ((await ward.stay("p1", "p1-1")).outbox[0]?.attempts !== before) waits.push(minutes);
  }
  expect(waits).toEqual([1, 3, 7, 15]);
  ward.channels.mail = async () => {};
  await goTo(ward, 49.5);
  expect(ward.told.mails).toHaveLength(1);
  expect(ward.told.calls).toHaveLength(1);
  expect((await ward.clinical.outletMarks.read("main")).failing).toEqual([]);
  expect((await ward.stay("p1", "p1-1")).outbox).toEqual([]);
});

test("a mail that only some of its readers got is not sent to the others again, and is shown", async () => {
  const ward = await startWith([admission("p1", "p1-1", at(0))]);
  await ward.set(withChannels({ webhook: null }));
  let sent = 0;
  ward.channels.mail = async () => {
    sent += 1;
    throw Object.assign(new Error("some"), { code: "SOME_REFUSED", isTaken: true });
  };
  for (const hours of [48, 48.5, 48.6, 49]) await goTo(ward, hours);
  expect(sent).toBe(1);
  expect((await ward.clinical.outletMarks.read("main")).failing).toMatchObject([
    { channel: "mail", reason: "SOME_REFUSED" },
  ]);
});

test("a message that nobody needs any more is not sent late", async () => {
  const ward = await startWith([admission("p1", "p1-1", at(0))]);
  await ward.set(withChannels({ webhook: null }));
  await goTo(ward, 48);
  ward.channels.mail = async () => {
    throw new Error("no");
  };
  await goTo(ward, 48.5);
  await ward.say(labTest("p1", "t1", at(48.4)));
  ward.channels.mail = async () => {};
  await goTo(ward, 49);
  expect(ward.told.mails).toEqual([]);
  expect(await ward.stay("p1", "p1-1")).toMatchObject({ outbox: [], nextAt: at(96.4) });
});

test("what could not be sent is, when who had it in hand takes that back", async () => {
  const ward = await startWith([admission("p1", "p1-1", at(0))]);
  await ward.set(withChannels({ webhook: null }));
  await goTo(ward, 48);
  ward.channels.mail = async () => {
    throw new Error("no");
  };
  await goTo(ward, 48.5);
  const seen = acknowledge(1, 48.51, "p1");
  await ward.clinical.wardEntries.putAction("main", seen);
  await ward.settle({ patientId: "p1", admissionId: "p1-1" });
  ward.channels.mail = async () => {};
  await goTo(ward, 48.6);
  expect(ward.told.mails).toEqual([]);
  await ward.clinical.wardEntries.putAction("main", withdraw(2, 48.7, seen));
  await ward.settle({ patientId: "p1", admissionId: "p1-1" });
  await goTo(ward, 49);
  expect(ward.told.mails).toHaveLength(1);
  await goTo(ward, 49.5);
  expect(ward.told.mails).toHaveLength(1);
  expect((await ward.stay("p1", "p1-1")).outbox).toEqual([]);
});

test("what waited for hours because somebody had it in hand does not wait longer for a channel", async () => {
  const ward = await startWith([admission("p1", "p1-1", at(0))]);
  await ward.set(withChannels({ webhook: null, escalateAfterMinutes: null }));
  await goTo(ward, 48);
  ward.channels.mail = async () => {
    throw new Error("no");
  };
  await goTo(ward, 48.5);
  const seen = acknowledge(1, 48.51, "p1");
  await ward.clinical.wardEntries.putAction("main", seen);
  await ward.settle({ patientId: "p1", admissionId: "p1-1" });
  for (let hours = 48.75; hours <= 52; hours += 0.25) await goTo(ward, hours);
  await ward.clinical.wardEntries.putAction("main", withdraw(2, 52.1, seen));
  await ward.settle({ patientId: "p1", admissionId: "p1-1" });
  await goTo(ward, 52.5);
  ward.channels.mail = async () => {};
  await goTo(ward, 52.55);
  expect(ward.told.mails).toHaveLength(1);
});

test("many wards do not wait for each other's channels", async () => {
  const ward = await startWith(
    patients(12).map((id) => admission(id, `${id}-1`, at(0), { ward: id })),
  );
  await ward.set(withChannels());
  await goTo(ward, 48);
  let waiting = 0;
  let release = () => {};
  const all = new Promise<void>((resolve) => {
    release = resolve;
  });
  // None is answered before the last is asked.
  ward.channels.mail = ward.channels.call = async () => {
    waiting += 1;
    if (waiting === 24) release();
    await all;
    throw new Error("no");
  };
  await goTo(ward, 48.5);
  expect((await ward.clinical.outletMarks.read("main")).failing).toHaveLength(24);
});

test("a feed that falls silent is one alarm, with what it leaves unconfirmed", async () => {
  const ward = await startWith(patients(2).map((id) => admission(id, `${id}-1`, at(0))));
  await ward.set(withChannels());
  await ward.addFeed(
    { name: "lab", lastGoodAt: at(44), reachesTo: at(44), maxSilenceMinutes: 300 },
    at(49),
  );
  await goTo(ward, 48);
  await goTo(ward, 49);
  const alarm = "No good file has come from the feed lab for 5 hours";
  expect(ward.told.broadcasts.filter(({ ward }) => ward === null)).toMatchObject([
    { patient_id: "", alert_type: "feed_silent", message: alarm },
  ]);
  const isAlarm = ({ subject }: { subject: string }) => subject === alarm;
  expect(ward.told.mails.filter(isAlarm)).toMatchObject([
    {
      text: `${alarm}.\n2 overdue beds cannot be confirmed until one comes.\n\nhttps://clinic.example/staff/wards\n`,
    },
  ]);
  for (const hours of [49.1, 50, 51, 55]) await goTo(ward, hours);
  // Escalations of what the silence leaves open are the alarm's.
  expect(ward.told.mails.filter(isAlarm)).toHaveLength(1);
  expect(ward.told.mails.filter((mail) => !isAlarm(mail))).toEqual([]);
  expect((await ward.clinical.feeds.get("main", "lab"))?.feed.silentSince).toBe(at(44));
  expect((await ward.stay("p0", "p0-1")).watch?.alert?.state).toBe("escalated");

  await ward.addFeed(
    { name: "lab", lastGoodAt: at(55), reachesTo: at(55), silentSince: null },
    at(55),
  );
  for (const hours of [55.1, 55.2, 55.5]) await goTo(ward, hours);
  expect(ward.told.pushes).toEqual([{ ward: "A", count: 2 }]);
  expect(ward.told.mails.filter((mail) => !isAlarm(mail))).toHaveLength(1);
});

test("an alarm that a channel does not take is sent on", async () => {
  const ward = await startWith([]);
  await ward.set(withChannels({ webhook: null }));
  await ward.addFeed({ name: "lab", lastGoodAt: at(0), maxSilenceMinutes: 60 }, at(1));
  ward.channels.mail = async () => {
    throw new Error("no");
  };
  await goTo(ward, 1);
  expect((await ward.clinical.outletMarks.read("main")).failing).toMatchObject([{ ward: null }]);
  ward.channels.mail = async () => {};
  await goTo(ward, 1.1);
  await goTo(ward, 1.2);
  expect(ward.told.mails).toHaveLength(1);
  expect(ward.told.broadcasts).toHaveLength(1);
  expect((await ward.clinical.feeds.get("main", "lab"))?.nextAt).toBeNull();
});

test("one that cannot be settled does not stop the others, and the mark says so", async () => {
  let broken = false;
  const ward = await startWith([admission("p1", "p1-1", at(0)), admission("p2", "p2-1", at(0))], {
    around: async (command: string, input: object, carryOut: (input: object) => object) => {
      const isIt = command.startsWith("Get") && JSON.stringify(input).includes("ADMISSION#p1-1");
      if (isIt && broken) throw new Error("broken");
      return carryOut(input);
    },
  });
  broken = true;
  await goTo(ward, 48);
  expect((await ward.stay("p2", "p2-1")).watch?.alert?.state).toBe("open");
  expect(await ward.clinical.monitorMarks.readWhole("main")).toEqual({ at: at(48), failed: 1 });
  expect(ward.told.log).toContain("monitor-failed");
  broken = false;
  await goTo(ward, 48.1);
  expect((await ward.stay("p1", "p1-1")).watch?.alert?.state).toBe("open");
  expect(await ward.clinical.monitorMarks.readWhole("main")).toEqual({ at: at(48.1), failed: 0 });
});

test("a tick that could not look leaves no mark, and other sites have theirs", async () => {
  let broken = false;
  const ward = await startWith([], {
    around: async (command: string, input: object, carryOut: (input: object) => object) => {
      const looks = command === "QueryCommand" && JSON.stringify(input).includes("SITE#main#NEXT");
      if (looks && broken) throw new Error("broken");
      return carryOut(input);
    },
  });
  await ward.deps.store.settings.save(
    "north",
    0,
    (await ward.deps.store.settings.read("main")) as never,
  );
  const monitor = createMonitor(ward.deps);
  broken = true;
  await monitor.tick();
  expect(await ward.clinical.monitorMarks.read("main")).toBeNull();
  expect(await ward.clinical.monitorMarks.read("north")).toBe(at(0));
  broken = false;
  ward.clock.nowMs += MINUTE_MS;
  await monitor.tick();
  expect(await ward.clinical.monitorMarks.read("main")).toBe(
    new Date(START + MINUTE_MS).toISOString(),
  );
});

test("a site that is added is looked at from the next tick on", async () => {
  const ward = await startWith([]);
  const monitor = createMonitor(ward.deps);
  await monitor.tick();
  const { settings } = ward.deps.store;
  const { version: _version, ...known } = (await settings.read("main")) as StoredSettings;
  await settings.save("north", 0, known);
  ward.clock.nowMs += MINUTE_MS;
  await monitor.tick();
  expect(await ward.clinical.monitorMarks.read("north")).toBe(at(1 / 60));
});

test("a clock that was wrong and is set back hides nobody, nor that the monitor stands still", async () => {
  const ward = await startWith([
    admission("p1", "p1-1", at(0)),
    admission("p2", "p2-1", at(0), { dischargedAt: at(100) }),
    admission("p3", "p3-1", at(0), { dischargedAt: at(1) }),
  ]);
  await goTo(ward, 2);
  await goTo(ward, 9_000);
  expect((await ward.stay("p2", "p2-1")).watch).toBeNull();
  await goTo(ward, 49);
  expect(await ward.clinical.monitorMarks.read("main")).toBe(at(49));
  await goTo(ward, 49 + 1 / 60);
  expect((await ward.stay("p1", "p1-1")).watch?.alert?.state).toBe("open");
  expect((await ward.stay("p2", "p2-1")).watch?.alert?.state).toBe("open");
  expect((await ward.stay("p3", "p3-1")).watch).toBeNull();
});

test("a clock that falls back to before what files have told brings nobody back", async () => {
  const ward = await startWith([
    admission("p1", "p1-1", at(0)),
    admission("p2", "p2-1", at(0), { dischargedAt: at(1) }),
  ]);
  for (const hours of [2, 48, -9_000]) await goTo(ward, hours);
  expect((await ward.stay("p1", "p1-1")).watch?.alert?.state).toBe("open");
  expect((await ward.stay("p2", "p2-1")).watch).toBeNull();
  // Everybody sees that this monitor is not of today.
  expect(await ward.clinical.monitorMarks.read("main")).toBe(at(-9_000));
  await goTo(ward, 49);
  expect(await ward.clinical.monitorMarks.read("main")).toBe(at(49));
  expect((await ward.alertLog(...DAYS)).map(({ what }) => what)).toEqual(["opened", "escalated"]);
});

test("a server whose clock is a little behind does not close what another has opened", async () => {
  const ward = await startWith([admission("p1", "p1-1", at(0))]);
  await goTo(ward, 48);
  ward.clock.nowMs -= 5_000;
  await ward.clinical.wardEntries.putAction("main", acknowledge(1, 48, "p1"));
  await ward.settle({ patientId: "p1", admissionId: "p1-1" });
  expect((await ward.stay("p1", "p1-1")).watch?.alert).toMatchObject({ state: "acknowledged" });
  await goTo(ward, 48.1);
  const log = (await ward.alertLog(...DAYS)).map(({ what }) => what);
  expect(log.sort()).toEqual(["acknowledged", "opened"]);
  expect(await ward.clinical.monitorMarks.read("main")).toBe(at(48.1));
});
