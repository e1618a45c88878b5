import type { WardPolicy } from "@throughline/shared/ward.ts";
import type { TriedChannels } from "@throughline/shared/ward-api.ts";
import type { OperationDeps } from "../../deps.ts";
import { requireSettings } from "../site-settings.ts";
import { attempt } from "./send-to-channels.ts";

const SUBJECT = "A test message";
const TEXT =
  "This is a test message of Throughline: escalations of overdue lab tests would come here. Nothing has to be done.";

/**
 * Sends a test message to each channel that is named, whatever the settings say, and waits for what
 * it answers. Nothing of it is kept. Throws `UNKNOWN_SITE`.
 */
export const tryChannels = async (
  deps: Pick<OperationDeps, "store" | "log" | "notify" | "now">,
  site: string,
  { mailTo, webhook }: Pick<WardPolicy, "mailTo" | "webhook">,
): Promise<TriedChannels> => {
  await requireSettings(deps.store, site);
  const body = { type: "test", site, message: TEXT, timestamp: new Date(deps.now()).toISOString() };
  const tried = await Promise.all([
    mailTo.length > 0 && attempt(deps, site, "mail", () => deps.notify.mail(mailTo, SUBJECT, TEXT)),
    webhook !== null && attempt(deps, site, "webhook", () => deps.notify.call(webhook, body)),
  ]);
  return {
    tried: tried.filter((one) => one !== false).map(({ channel, failed }) => ({ channel, failed })),
  };
};
