import { type TriedChannels, triedChannelsSchema } from "@throughline/shared/ward-api.ts";
import { type ReactNode, useState } from "react";
import * as z from "zod/mini";
import { clinicalPath } from "../../cache/clinical.ts";
import { requestAsStaff } from "../../cache/session.ts";
import type { Failure } from "../../cache/use-answer.ts";
import { FailureNotice } from "../../ui/failure-notice.tsx";
import { type PolicyDraft, readChannels } from "./draft.ts";

/** A mail server may take ten seconds to say that it does not answer. */
const TIMEOUT_MS = 30_000;

const channelNames = { mail: "Mail", webhook: "Webhook" };

/** Sends a test message to the channels as they are typed, before anything depends on them. */
export const TryChannels = (props: {
  site: string;
  policy: PolicyDraft;
  /** Whose, for those who do not see where it stands. */
  whose?: string;
}): ReactNode => {
  const { site, policy, whose } = props;
  const [asking, setAsking] = useState(false);
  const [outcome, setOutcome] = useState<{ of: string } & (TriedChannels | { failure: Failure })>();
  const channels = readChannels(policy);
  const typed = JSON.stringify(channels);
  if (channels.mailTo.length === 0 && channels.webhook === null) return null;
  const ask = async () => {
    setAsking(true);
    const answer = await requestAsStaff(clinicalPath(site, "/ward-settings/try-channels"), {
      method: "POST",
      body: channels,
      read: (json) => z.parse(triedChannelsSchema, json),
      timeoutMs: TIMEOUT_MS,
    });
    setAsking(false);
    setOutcome({ of: typed, ...(answer.ok ? answer.value : { failure: answer }) });
  };
  const told = outcome?.of === typed ? outcome : undefined;
  return (
    <div className="try-channels">
      <button type="button" className="button" disabled={asking} onClick={() => void ask()}>
        {asking ? "Sending…" : "Send a test message"}
        {whose && <span className="visually-hidden"> for {whose}</span>}
      </button>
      <div aria-live="polite">
        {told && "tried" in told && (
          <ul className="plain-list">
            {told.tried.map(({ channel, failed }) => (
              <li key={channel}>
                {channelNames[channel]}:{" "}
                {failed === null ? (
                  "sent. Look whether it has arrived."
                ) : (
                  <strong>
                    not sent (<code>{failed}</code>).
                  </strong>
                )}
              </li>
            ))}
          </ul>
        )}
        {told && "failure" in told && (
          <FailureNotice failure={told.failure} kept="Nothing was sent." />
        )}
      </div>
    </div>
  );
};
