import { policyOf, type WardPolicy, type WardSettings, wardKey } from "@throughline/shared/ward.ts";
import { mapConcurrently } from "../../concurrency.ts";
import type { OperationDeps } from "../../deps.ts";
import type { WaitingChange } from "../../store/clinical/admissions.ts";
import { hoursWithout, overdueBedsText, overdueText, placeOf, wardLink } from "./alert-texts.ts";
import { isConfirmed } from "./glance-at-feeds.ts";
import type { LabReach } from "./read-lab-reach.ts";
import {
  type Channel,
  type ChannelMessage,
  noteAnswers,
  sendToChannels,
} from "./send-to-channels.ts";
import type { SettledAdmission } from "./settle-admission.ts";

/** A channel that does not answer takes its time, and the next tick waits for this one. */
const WARDS_AT_A_TIME = 16;
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 3_600_000;
/** So long what need not be sent now waits: a silent feed may come back, an action be taken back. */
const LOOK_AGAIN_MS = 15 * 60_000;

interface Escalated {
  waiting: WaitingChange;
  confirmed: boolean;
}

/**
 * Sends what was escalated to its wards' channels, one message a ward. Gives what must be tried
 * again, and how; what nobody waits for any more (a test came) is let go.
 * While a laboratory's feed is silent, what it leaves unconfirmed belongs to the feed's own alarm.
 */
export const sendEscalations = async (
  deps: OperationDeps,
  site: string,
  settled: readonly SettledAdmission[],
  { settings, reach }: { settings: WardSettings; reach: LabReach },
): Promise<Map<WaitingChange, WaitingChange>> => {
  const nowMs = deps.now();
  const left = new Map<WaitingChange, WaitingChange>();
  const wards = new Map<string, Escalated[]>();
  for (const { stay, toTell } of settled) {
    const alert = stay.watch?.alert;
    for (const waiting of toTell) {
      const { change } = waiting;
      if (change.what !== "escalated" || alert?.episode !== change.episode) continue;
      if (!hasChannel(policyOf(settings, change.ward))) continue;
      const byHand = change.detail === "by-hand";
      if (!byHand && alert.action) {
        // Nobody waits for it, unless who has it in hand takes that back.
        left.set(waiting, untried(waiting, nowMs + LOOK_AGAIN_MS));
        continue;
      }
      if (!byHand && alert.state !== "escalated") continue;
      const confirmed = isConfirmed(change.dueAt, reach.reachesTo);
      if (!confirmed && reach.isSilent && !byHand) {
        left.set(waiting, untried(waiting, nowMs + LOOK_AGAIN_MS));
        continue;
      }
      const list = wards.get(change.ward) ?? [];
      wards.set(change.ward, [...list, { waiting, confirmed }]);
    }
  }
  const answers = await mapConcurrently([...wards], WARDS_AT_A_TIME, async ([ward, list]) => {
    const policy = policyOf(settings, ward);
    const given = await sendToChannels(deps, site, { ward, policy }, (channel) =>
      messageOf(deps, site, ward, { list: unsent(list, channel), policy }),
    );
    const done = given.flatMap(({ channel, isTaken }) => (isTaken ? [channel] : []));
    if (done.length === given.length) return given;
    for (const { waiting } of list) {
      const pause = Math.min(FIRST_RETRY_MS * 2 ** waiting.attempts, LONGEST_RETRY_MS);
      const sent = [...new Set([...waiting.sent, ...done])];
      left.set(waiting, { ...later(waiting, nowMs + pause), sent });
    }
    return given;
  });
  await noteAnswers(deps, site, answers.flat());
  return left;
};

const hasChannel = ({ mailTo, webhook }: WardPolicy) => mailTo.length > 0 || webhook !== null;

const unsent = (list: readonly Escalated[], channel: Channel) =>
  list.filter(({ waiting }) => !waiting.sent.includes(channel));

const messageOf = (
  { now, publicUrl }: Pick<OperationDeps, "now" | "publicUrl">,
  site: string,
  ward: string,
  { list, policy }: { list: readonly Escalated[]; policy: WardPolicy },
): ChannelMessage | null => {
  if (list.length === 0) return null;
  const at = new Date(now()).toISOString();
  const link = wardLink(publicUrl(), site, ward);
  const subject = subjectOf(list, ward, policy.thresholdHours, at);
  return {
    subject,
    text: textOf(list, at, link),
    body: {
      type: "escalated",
      site,
      ward: wardKey(ward),
      timestamp: at,
      message: subject,
      link,
      beds: list.map(({ waiting: { change }, confirmed }) => ({
        bed: change.bed,
        hours: hoursWithout(change, at),
        reason: change.detail,
        confirmed,
      })),
    },
  };
};

const later = (waiting: WaitingChange, atMs: number): WaitingChange => ({
  ...waiting,
  attempts: waiting.attempts + 1,
  tryAt: new Date(atMs).toISOString(),
});

/** It was not tried, so that no channel is given longer pauses for it; the screens know of it. */
const untried = (waiting: WaitingChange, atMs: number): WaitingChange => ({
  ...waiting,
  attempts: Math.max(1, waiting.attempts),
  tryAt: new Date(atMs).toISOString(),
});

const subjectOf = (list: readonly Escalated[], ward: string, hours: number, now: string) => {
  const [first] = list;
  if (list.length === 1 && first) return overdueText(first.waiting.change, now);
  return overdueBedsText(list.length, ward, hours);
};

const whys: Partial<Record<string, string>> = {
  unacknowledged: "nobody has acknowledged it in time",
  unviewed: "no screen of the ward has shown it",
  "by-hand": "escalated by hand",
};

const textOf = (list: readonly Escalated[], now: string, link: string): string => {
  const lines = list.map(({ waiting: { change }, confirmed }) => {
    const why = whys[change.detail ?? ""] ?? "";
    const doubt = confirmed ? "" : "; no laboratory file confirms it yet";
    return `${overdueText(change, now)}: ${why}${doubt}.`;
  });
  const [first] = list;
  const place = placeOf(first?.waiting.change.ward ?? "");
  return [...lines, "", `The ward (${place}): ${link}`, ""].join("\n");
};
