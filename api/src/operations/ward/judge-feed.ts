import type { Feed } from "@throughline/shared/feed.ts";
import { judgeSilence } from "@throughline/shared/monitor/feed-silence.ts";
import type { OperationDeps } from "../../deps.ts";
import type { StoredFeed } from "../../store/clinical/feeds.ts";
import { plural, wardsLink } from "./alert-texts.ts";
import { announceConfirmed } from "./announce-confirmed.ts";
import { readLabReach } from "./read-lab-reach.ts";
import { type ChannelMessage, noteAnswers, sendToChannels } from "./send-to-channels.ts";
import { TELL_WITHIN_MS } from "./settle-admission.ts";

const HOUR_MS = 3_600_000;
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = HOUR_MS;

type Alarm = NonNullable<StoredFeed["alarm"]>;

/**
 * Looks at a feed whose time has come: raises one alarm about each silence, sends on one that a
 * channel did not take, and tells what the laboratories' files now confirm.
 */
export const judgeFeed = async (deps: OperationDeps, site: string, name: string): Promise<void> => {
  const { feeds } = deps.store.clinical;
  const known = await feeds.get(site, name, { consistent: true });
  const nowMs = deps.now();
  const now = new Date(nowMs).toISOString();
  if (!known || known.nextAt === null || known.nextAt > now) return;
  if (known.feed.kind === "lis") await announceConfirmed(deps, site);

  const { alarm: before, ...rest } = known;
  const { silentSince, nextAt } = judgeSilence(known.feed, nowMs);
  const isNews = silentSince !== null && known.feed.silentSince === null;
  const isOver = silentSince === null;
  const tryAt = new Date(nowMs + TELL_WITHIN_MS).toISOString();
  const alarm = isNews
    ? { tryAt, attempts: 0, sent: [] }
    : !isOver && before && { ...before, tryAt };
  const saved = await feeds.save(site, {
    ...rest,
    feed: { ...known.feed, silentSince },
    ...(alarm && { alarm }),
    nextAt: alarm ? tryAt : nextAt,
  });
  // Somebody else is at it, or a file has come: then its feed is due again.
  if (saved === "conflict" || !alarm) return;
  const left = await raise(deps, site, saved.feed, alarm);
  const { alarm: _raised, ...settled } = saved;
  await feeds.save(site, {
    ...settled,
    ...(left && { alarm: left }),
    nextAt: left ? left.tryAt : nextAt,
  });
};

/** Tells of a silence; what a channel did not take stays for later. */
const raise = async (
  deps: OperationDeps,
  site: string,
  feed: Feed,
  alarm: Alarm,
): Promise<Alarm | null> => {
  const timestamp = new Date(deps.now()).toISOString();
  const message = await messageOf(deps, site, feed, timestamp);
  if (alarm.attempts === 0) {
    deps.log("feed-silent", { site, feed: feed.name });
    const data = { patient_id: "", alert_type: "feed_silent" as const, timestamp };
    await deps.realtime
      .broadcast(site, null, { ...data, message: message.subject })
      .catch(() => deps.log("outlet-failed", { site }));
  }
  const { policy } = await deps.store.clinical.wardSettings.read(site);
  const answers = await sendToChannels(deps, site, { ward: null, policy }, (channel) =>
    alarm.sent.includes(channel) ? null : message,
  );
  await noteAnswers(deps, site, answers);
  const done = answers.flatMap(({ channel, isTaken }) => (isTaken ? [channel] : []));
  if (done.length === answers.length) return null;
  const pause = Math.min(FIRST_RETRY_MS * 2 ** alarm.attempts, LONGEST_RETRY_MS);
  return {
    tryAt: new Date(deps.now() + pause).toISOString(),
    attempts: alarm.attempts + 1,
    sent: [...alarm.sent, ...done],
  };
};

const messageOf = async (
  deps: Pick<OperationDeps, "store" | "publicUrl">,
  site: string,
  { name, kind, silentSince }: Feed,
  timestamp: string,
): Promise<ChannelMessage> => {
  const hours = Math.floor(
    (Date.parse(timestamp) - Date.parse(silentSince ?? timestamp)) / HOUR_MS,
  );
  const subject = `No good file has come from the feed ${name} for ${plural(hours, "hour")}`;
  const unconfirmed = kind === "lis" ? await countUnconfirmed(deps, site) : 0;
  const beds =
    unconfirmed > 0
      ? `${plural(unconfirmed, "overdue bed")} cannot be confirmed until one comes.`
      : "Beds that become overdue cannot be confirmed until one comes.";
  const link = wardsLink(deps.publicUrl(), site);
  return {
    subject,
    text: [`${subject}.`, ...(kind === "lis" ? [beds] : []), "", link, ""].join("\n"),
    body: {
      type: "feed_silent",
      site,
      feed: name,
      kind,
      silentSince,
      hours,
      unconfirmed,
      timestamp,
    },
  };
};

const countUnconfirmed = async (
  deps: Pick<OperationDeps, "store">,
  site: string,
): Promise<number> => {
  const { reachesTo } = await readLabReach(deps, site);
  const after = reachesTo === null ? {} : { after: reachesTo };
  return (await deps.store.clinical.admissions.listAlerted(site, after)).length;
};
