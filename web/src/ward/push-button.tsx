import { type ReactNode, useEffect, useState } from "react";
import {
  readPushState,
  subscribeToPush,
  unsubscribeFromPush,
} from "../cache/ward-cache/push-subscription.ts";

/** Lets this tablet be told while it sleeps. Nothing where the browser cannot be told. */
export const PushButton = ({ site, ward }: { site: string; ward: string }): ReactNode => {
  const [subscribed, setSubscribed] = useState<boolean>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let shown = true;
    readPushState().then(
      (state) => shown && setSubscribed(state),
      (problem: unknown) => console.warn("no push", problem),
    );
    return () => {
      shown = false;
    };
  }, []);
  if (subscribed === undefined) return null;
  const press = async () => {
    const done = await (subscribed ? unsubscribeFromPush(site) : subscribeToPush(site, ward)).catch(
      (problem: unknown) => {
        console.warn("no push", problem);
        return false;
      },
    );
    setFailed(!done);
    if (done) setSubscribed(!subscribed);
  };
  return (
    <>
      <button type="button" className="button" onClick={() => void press()}>
        {subscribed
          ? "Stop telling this tablet while it sleeps"
          : "Tell this tablet while it sleeps"}
      </button>
      <span aria-live="polite">
        {failed && (
          <span className="field-problem">That did not work. This tablet is not told.</span>
        )}
      </span>
    </>
  );
};
