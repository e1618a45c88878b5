import { episodeOf } from "../alert.ts";
import { gapOf, type LastTest } from "../monitor/test-gap.ts";
import type { Source } from "../source.ts";
import { defaultWardSettings } from "../ward.ts";
import type { WardBed, WardSnapshot } from "../ward-api.ts";
import { seededRandom } from "./random.ts";

/** A ward as its screens get it. */

const HOUR_MS = 3_600_000;
const instant = (ms: number) => new Date(ms).toISOString();

/** Ten scripts, right to left too, long and short, and one that a program could take for markup. */
export const wardNames: readonly (readonly [firstName: string, lastName: string])[] = [
  ["Adaeze", "Okafor"],
  ["Maja", "Lindqvist"],
  ["سلمى", "حدّاد"],
  ["陽子", "田中"],
  ["Ольга", "Щербакова"],
  ["अनन्या", "श्रीवास्तव"],
  ["נועה", "בן־דוד"],
  ["Ελένη", "Παπαδοπούλου"],
  ["สมชาย", "ศรีสวัสดิ์"],
  ["지우", "김"],
  ["María de los Ángeles", "Fernández de Córdoba y Álvarez de Toledo"],
  ["Խաչատուր", "Հարությունյան"],
  ["José", "Okafor"],
  ["<b>Bobby</b>", 'O’Neil "Jr."'],
  ["Wolfeschlegelsteinhausen", "Hubert-Blaine-Wolfeschlegelsteinhausenbergerdorff"],
  ["Li", "Wu"],
];

const plainNames =
  "Abbott Baptiste Castellanos Dlamini Eriksen Farouk Grünwald Hofstede Ivanović Jankowski Kamau Larsson Mbeki Nakamura Oyelaran Petrov Quispe Rossi Sørensen Tran Ueda Varga Whittle Xu Yılmaz Zeman".split(
    " ",
  );

const nameOf = (index: number): readonly [string, string] =>
  wardNames[index] ?? [
    String.fromCharCode(65 + (index % 26)),
    plainNames[(index - wardNames.length) % plainNames.length] ?? "",
  ];

const types = ["CRP", "FBC", "U&E", "LFT", "Blood culture, aerobic and anaerobic", "INR"] as const;

/** Where a fact of a test's file stands. */
export const sourceAt = (at: string, kind: "pms" | "lis" = "pms", line = 2): Source => ({
  fileId: `${kind}-1`,
  file: `${kind}-2026-11-20.csv`,
  line,
  sourceAt: at,
  asOf: at,
});

/** The last test of a stay. */
export const lastTestAt = (performedAt: string, testType = "CRP", line = 12): LastTest => ({
  testId: `t-${performedAt}`,
  testType,
  performedAt,
  source: sourceAt(performedAt, "lis", line),
});

export interface BedOptions {
  bed: string;
  nowMs: number;
  /** Hours since the last test; null for a stay never tested. */
  testedHoursAgo: number | null;
  admittedHoursAgo?: number;
  ward?: string;
  name?: readonly [firstName: string, lastName: string];
  testType?: string;
  thresholdHours?: number;
  /** Whether the server has opened the alert that is due. */
  opened?: boolean;
  confirmed?: boolean;
}

/** One stay on a ward, with the open alert that it has when its gap has reached the threshold. */
export const bedOf = (options: BedOptions): WardBed => {
  const { bed, nowMs, testedHoursAgo, ward = "4B", opened = true, confirmed = true } = options;
  const [firstName, lastName] = options.name ?? ["Adaeze", "Okafor"];
  const thresholdHours = options.thresholdHours ?? 48;
  const admittedAt = instant(nowMs - (options.admittedHoursAgo ?? 100) * HOUR_MS);
  const admissionId = `A-${ward}-${bed}`;
  const admission: WardBed["admission"] = {
    patientId: `P-${ward}-${bed}`,
    admissionId,
    ward,
    bed,
    status: "active",
    statusText: "Active",
    statusKnown: true,
    admittedAt,
    dischargedAt: null,
    firstSeenAt: admittedAt,
    missingSince: null,
    source: sourceAt(admittedAt),
  };
  const lastTest =
    testedHoursAgo === null
      ? null
      : lastTestAt(instant(nowMs - testedHoursAgo * HOUR_MS), options.testType);
  const gap = gapOf(admission, lastTest, thresholdHours);
  const isDue = Date.parse(gap.dueAt) <= nowMs;
  return {
    patient: {
      patientId: admission.patientId,
      firstName,
      lastName,
      dateOfBirth: "1948-03-09",
      gender: "F",
    },
    admission,
    ...gap,
    lastTest,
    unmapped: null,
    previousStayTest: null,
    alert:
      isDue && opened
        ? {
            episode: episodeOf(admissionId, gap.sinceAt),
            openedAt: gap.dueAt,
            dueAt: gap.dueAt,
            ward,
            movedAt: null,
            state: "open",
            openSinceAt: gap.dueAt,
            action: null,
            first: null,
            actions: [],
            escalations: [],
            confirmed,
          }
        : null,
  };
};

/** The snapshot of a ward with these beds. */
export const snapshotOf = (
  beds: WardBed[],
  nowMs: number,
  rest: Partial<WardSnapshot> = {},
): WardSnapshot => ({
  site: "main",
  siteName: "Main",
  timeZone: "Europe/Berlin",
  ward: "4B",
  version: `v${nowMs}`,
  asOf: instant(nowMs),
  monitorAt: instant(nowMs - 20_000),
  policy: defaultWardSettings.policy,
  staff: [
    { id: "ana", name: "Ana Kovačević" },
    {
      id: "ben",
      name: "Ben Osei",
      // SHA-256 of `badge-ben`.
      badgeHash: "b883eb1bbd4e16cb51a28d792b42974be9e21794aa1628f768783439276f8b5c",
    },
    { id: "nadia", name: "نادية الحسيني" },
  ],
  feeds: [
    {
      name: "lab",
      kind: "lis",
      lastGoodAt: instant(nowMs - 600_000),
      reachesTo: instant(nowMs - 900_000),
      silentSince: null,
      usualMinutes: 15,
    },
  ],
  labsReachTo: instant(nowMs - 900_000),
  beds,
  ...rest,
});

/**
 * A ward on an ordinary night: a few beds overdue, one never tested, one in hand, some due soon, and
 * one of each thing that is out of the ordinary. The same seed gives the same ward.
 */
export const simulateWard = (nowMs: number, { beds = 40, seed = 7 } = {}): WardSnapshot => {
  const random = seededRandom(seed);
  const all = Array.from({ length: beds }, (_, index) => {
    const roll = random.next();
    const hours =
      roll < 0.12 ? 48 + random.next() * 40 : roll < 0.24 ? 42 + random.next() * 6 : roll * 44;
    return bedOf({
      bed: index % 13 === 12 ? `${index + 1}A` : String(index + 1),
      nowMs,
      testedHoursAgo: hours,
      name: nameOf(index),
      testType: random.pick(types),
    });
  });
  const put = (index: number, bed: Partial<WardBed> | undefined) => {
    const known = all[index];
    if (known && bed) all[index] = { ...known, ...bed };
  };
  const at = (index: number, options: Partial<BedOptions>) =>
    bedOf({
      bed: all[index]?.admission.bed ?? "",
      nowMs,
      testedHoursAgo: 61,
      name: nameOf(index),
      ...options,
    });
  put(2, at(2, { testedHoursAgo: null, admittedHoursAgo: 51 }));
  put(5, at(5, { testedHoursAgo: null, admittedHoursAgo: 9 }));
  put(6, at(6, { testedHoursAgo: 52, confirmed: false }));
  put(11, at(11, { testedHoursAgo: 61.4 }));
  const inHand = at(14, { testedHoursAgo: 55 });
  const action = {
    entryId: random.uuid(nowMs),
    type: "acknowledge" as const,
    at: instant(nowMs - 44 * 60_000),
    by: { name: "Ana Kovačević", staffId: "ana" },
    tablet: "tablet-1",
    what: "sample-taken" as const,
    until: instant(nowMs + 7.25 * HOUR_MS),
  };
  put(14, {
    ...inHand,
    alert: inHand.alert && {
      ...inHand.alert,
      state: "acknowledged",
      openSinceAt: null,
      action,
      first: action,
      actions: [action],
    },
  });
  const eighth = all[7];
  put(7, eighth && { admission: { ...eighth.admission, missingSince: instant(nowMs - HOUR_MS) } });
  const ninth = all[8];
  put(
    8,
    ninth && {
      admission: { ...ninth.admission, statusText: "On leave (home)", statusKnown: false },
      unmapped: lastTestAt(instant(nowMs - 2 * HOUR_MS), "FBC", 77),
      previousStayTest: lastTestAt(instant(nowMs - 900 * HOUR_MS), "LFT", 3),
    },
  );
  return snapshotOf(all, nowMs);
};
