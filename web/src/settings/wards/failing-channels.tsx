import type { FailingChannel } from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import { formatFullTime } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { wardName } from "../../ui/ward-name.ts";

const channelNames = { mail: "Mail", webhook: "The webhook" };

/** Channels that do not take what they are given: nobody hears of an escalation through them. */
export const FailingChannels = (props: {
  failing: readonly FailingChannel[];
  timeZone: string;
}): ReactNode =>
  props.failing.map(({ channel, ward, since, lastAt, reason }) => (
    <Notice
      key={`${channel} ${ward}`}
      meaning="overdue"
      title={`${channelNames[channel]} ${ward === null ? "of all wards" : `of ${wardName(ward)}`} does not work.`}
      urgent
    >
      <p>
        Escalations have not gone out through it since {formatFullTime(since, props.timeZone)}; last
        tried {formatFullTime(lastAt, props.timeZone)} (<code>{reason}</code>). They are tried again
        until it works. Look at the address below and at the server’s mail settings.
      </p>
    </Notice>
  ));
