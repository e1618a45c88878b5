import type { WardPolicy } from "@throughline/shared/ward.ts";
import type { FailingChannel } from "@throughline/shared/ward-api.ts";
import type { OperationDeps } from "../../deps.ts";
import { describeError } from "../../log.ts";
import type { OutletMarks } from "../../store/clinical/outlet-marks.ts";

export type Channel = FailingChannel["channel"];

export interface ChannelMessage {
  subject: string;
  text: string;
  /** The same for machines. */
  body: Record<string, unknown>;
}

export interface ChannelAnswer {
  channel: Channel;
  /** Whose; null: the site's own. */
  ward: string | null;
  /** It need not be tried again. */
  isTaken: boolean;
  /** What went wrong; null: nothing. */
  failed: string | null;
}

/**
 * Gives a message to each channel of a ward (null: of the site) that its policy names and that
 * `messageFor` has one for. What they answer is for `noteAnswers`.
 */
export const sendToChannels = async (
  deps: Pick<OperationDeps, "log" | "notify">,
  site: string,
  { ward, policy }: { ward: string | null; policy: WardPolicy },
  messageFor: (channel: Channel) => ChannelMessage | null,
): Promise<ChannelAnswer[]> => {
  const { mailTo, webhook } = policy;
  const mail = mailTo.length > 0 ? messageFor("mail") : null;
  const call = webhook === null ? null : messageFor("webhook");
  const answers = await Promise.all([
    mail && attempt(deps, site, "mail", () => deps.notify.mail(mailTo, mail.subject, mail.text)),
    call && attempt(deps, site, "webhook", () => deps.notify.call(webhook ?? "", call.body)),
  ]);
  return answers.flatMap((answer) => (answer === null ? [] : { ...answer, ward }));
};

/** Keeps which channels fail, so that pages can show it. */
export const noteAnswers = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  answers: readonly ChannelAnswer[],
): Promise<void> => {
  if (answers.length === 0) return;
  const at = new Date(now()).toISOString();
  await store.clinical.outletMarks.update(site, (known) => {
    const marks = answers.reduce((marks, answer) => withAnswer(marks, answer, at), known);
    return marks === known ? undefined : marks;
  });
};

/** Never rejects: what goes wrong is said in the answer, and logged. */
export const attempt = async (
  { log }: Pick<OperationDeps, "log">,
  site: string,
  channel: Channel,
  give: () => Promise<void>,
): Promise<Omit<ChannelAnswer, "ward">> => {
  try {
    await give();
    return { channel, isTaken: true, failed: null };
  } catch (error) {
    log("outlet-failed", { site, ...describeError(error) });
    const { isTaken } = error as { isTaken?: unknown };
    return { channel, isTaken: isTaken === true, failed: reasonOf(error) };
  }
};

/** An error's code or name: what it says may quote an address. */
const reasonOf = (error: unknown): string => {
  const { code, name, cause } = error as { code?: unknown; name?: unknown; cause?: unknown };
  const deeper = (cause as { code?: unknown } | undefined)?.code;
  return String(code ?? deeper ?? name ?? "Error").slice(0, 60);
};

const withAnswer = (
  marks: OutletMarks,
  { channel, failed, ward }: ChannelAnswer,
  at: string,
): OutletMarks => {
  const isIt = (one: FailingChannel) => one.channel === channel && one.ward === ward;
  const before = marks.failing.find(isIt);
  const others = marks.failing.filter((one) => !isIt(one));
  if (failed === null) return before ? { ...marks, failing: others } : marks;
  const since = before?.since ?? at;
  const failing = [...others, { channel, ward, since, lastAt: at, reason: failed }];
  return { ...marks, failing };
};
