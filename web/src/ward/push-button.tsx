import { type ReactNode, useEffect, useState } from "react";
import {
  type PushState,
  readPushState,
  subscribeToPush,
  unsubscribeFromPush,
} from "../cache/ward-cache/push-subscription.ts";
import { wardName } from "../ui/ward-name.ts";

/** Lets this tablet be told while it sleeps. Nothing where the browser cannot be told. */
export const PushButton = ({ site, ward }: { site: string; ward: string }): ReactNode => {
  const [state, setState] = useState<PushState>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let shown = true;
    readPushState(site).then(
      (read) => shown && setState(read),
      (problem: unknown) => console.warn("no push", problem),
    );
    return () => {
      shown = false;
    };
  }, [site]);
  if (!state) return null;
  const change = async (act: () => Promise<boolean>) => {
    const done = await act().catch((problem: unknown) => {
      console.warn("no push", problem);
      return false;
    });
    setFailed(!done);
    setState(await readPushState(site));
  };
  return (
    <>
      {!state.wards.includes(ward) && (
        <button
          type="button"
          className="button"
          onClick={() => void change(() => subscribeToPush(site, ward))}
        >
          {/* A button lays its children out as boxes, which drops the spaces between them. */}
          <span>
            Tell this tablet of <bdi>{wardName(ward)}</bdi> while it sleeps
          </span>
        </button>
      )}
      {state.subscribed && (
        <button
          type="button"
          className="button"
          onClick={() => void change(() => unsubscribeFromPush(site))}
        >
          Stop telling this tablet while it sleeps
        </button>
      )}
      <span aria-live="polite">
        {failed && <span className="field-problem">That did not work.</span>}
        {state.wards.length > 0 && (
          <span className="quiet">
            Told while it sleeps: <bdi>{state.wards.map(wardName).join(", ")}</bdi>
          </span>
        )}
      </span>
    </>
  );
};
