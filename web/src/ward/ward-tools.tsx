import { type ReactNode, useState } from "react";
import { askForNotifications, readNotificationState } from "./notifications.ts";
import { PushButton } from "./push-button.tsx";
import type { Alarm } from "./use-alarm.ts";

interface Props {
  site: string;
  ward: string;
  alarm: Alarm;
}

/** How this tablet makes itself heard; silent until somebody turns it on. */
export const WardTools = ({ site, ward, alarm }: Props): ReactNode => {
  const [notifications, setNotifications] = useState(readNotificationState);
  return (
    <div className="button-row screen-only ward-tools">
      <button type="button" className="button" onClick={alarm.toggleSound}>
        {alarm.sounds ? "Turn sound off" : "Turn sound on"}
      </button>
      {notifications === "off" && (
        <button
          type="button"
          className="button"
          onClick={async () => setNotifications(await askForNotifications())}
        >
          Show notifications
        </button>
      )}
      <PushButton site={site} ward={ward} />
      {notifications === "refused" && (
        <p className="quiet">This browser was told to show no notifications of this page.</p>
      )}
    </div>
  );
};
