import { shownEpisodeOf } from "@throughline/shared/alert.ts";
import { seededRandom } from "@throughline/shared/testing/random.ts";
import type { WardStaff } from "@throughline/shared/ward.ts";
import type { WardBed, WardList, WardSnapshot } from "@throughline/shared/ward-api.ts";
import type { Actor, WardEntry, WardPushRequest } from "@throughline/shared/ward-entry.ts";
import type { StayId } from "../../store/clinical/due-things.ts";

const DAY_MS = 86_400_000;
/** The ward on which hardly anybody finds the time. */
const BUSY = "5C";

export const staff: [WardStaff, ...WardStaff[]] = [
  { id: "ana", name: "Ana Kovačević", wards: [], badge: "badge-ana" },
  { id: "ben", name: "Ben Osei", wards: [] },
  { id: "nadia", name: "نادية الحسيني", wards: [] },
  { id: "mei", name: "林美", wards: [] },
  { id: "tomas", name: "Tomás Herrera", wards: ["4A", "4B"] },
];

type Act =
  | { type: "acknowledge"; body: { what: "seen" | "sample-taken" | "ordered" } }
  | { type: "snooze"; body: { reason: string; minutes: number } }
  | { type: "no-tests"; body: { reason: string; reviewAt: string } }
  | { type: "escalate"; body: { reason: string } };

/** What is done about a bed, in turn, so that everything is to be seen. */
const acts = (nowMs: number): Act[] => [
  { type: "acknowledge", body: { what: "ordered" } },
  { type: "snooze", body: { reason: "At dialysis until the evening", minutes: 600 } },
  { type: "acknowledge", body: { what: "sample-taken" } },
  {
    type: "no-tests",
    body: {
      reason: "Comfort care, agreed with the family",
      reviewAt: new Date(nowMs + 3 * DAY_MS).toISOString(),
    },
  },
  { type: "acknowledge", body: { what: "seen" } },
  { type: "escalate", body: { reason: "Two attempts without a vein" } },
];

/** What the tablets of a hospital do; `ask` throws where the server refuses. */
export const createTablets = ({
  seed,
  now,
  ask,
  onSample,
}: {
  seed: number;
  now: () => number;
  ask: <Answer>(path: string, body?: unknown) => Promise<Answer>;
  /** Somebody has said that a sample was taken. */
  onSample: (stay: StayId, atMs: number) => void;
}) => {
  const random = seededRandom(seed);
  let seq = 0;
  let done = 0;

  const record = (ward: string, body: object, type: WardEntry["type"]): WardEntry =>
    ({
      id: random.uuid(now()),
      stream: "ward",
      type,
      seq: seq++,
      deviceAt: new Date(now()).toISOString(),
      bootId: "played",
      monotonicMs: 0,
      body: { ward, ...body },
    }) as WardEntry;

  const actOn = (ward: string, { admission, alert }: WardBed): WardEntry[] => {
    if (alert?.state !== "open" && alert?.state !== "escalated") return [];
    if (!random.chance(ward === BUSY ? 0.08 : 0.3)) return [];
    const all = acts(now());
    const act = all[done % all.length] as Act;
    done += 1;
    if (act.type === "escalate" && alert.state === "escalated") return [];
    const { patientId, admissionId } = admission;
    if (act.type === "acknowledge" && act.body.what === "sample-taken") {
      onSample({ patientId, admissionId }, now());
    }
    const { id: staffId, name } = random.pick(staff);
    const by: Actor = { name, staffId };
    return [
      record(ward, { patientId, admissionId, episode: alert.episode, by, ...act.body }, act.type),
    ];
  };

  /** Somebody looks at a ward's tablet, and sees to some of its beds. */
  const look = async (key: string): Promise<void> => {
    const { beds, asOf, monitorAt } = await ask<WardSnapshot>(`/wards/${encodeURIComponent(key)}`);
    const ward = key === "-" ? "" : key;
    const episodes = beds.flatMap(({ patient, alert }) =>
      alert ? [shownEpisodeOf(patient.patientId, alert.episode)] : [],
    );
    const view = { screen: "tablet", dataAsOf: asOf, monitorAt, episodes };
    const entries = [record(ward, view, "view"), ...beds.flatMap((bed) => actOn(ward, bed))];
    const push: WardPushRequest = {
      sentAt: new Date(now()).toISOString(),
      bootId: "sent",
      monotonicMs: 0,
      tablet: `tablet-${key}`,
      entries,
    };
    await ask("/sync", push);
  };

  return {
    /** Every ward's tablet is looked at once. */
    async lookRound(): Promise<void> {
      const { wards } = await ask<WardList>("/wards");
      for (const { ward } of wards) await look(ward);
    },
  };
};
