import { type ReactNode, useEffect, useState } from "react";
import {
  type PushOutcome,
  type PushState,
  readPushState,
  subscribeToPush,
  unsubscribeFromPush,
} from "../cache/ward-cache/push-subscription.ts";
import { wardName } from "../ui/ward-name.ts";

const problems: Record<Exclude<PushOutcome, "done">, string> = {
  failed: "That did not work.",
  "too-many": "As many devices as can be are told of this ward. Stop telling one of them first.",
};

/** Lets this tablet be told while it sleeps. Nothing where the browser cannot be told. */
export const PushButton = ({ site, ward }: { site: string; ward: string }): ReactNode => {
  const [state, setState] = useState<PushState>();
  const [outcome, setOutcome] = useState<PushOutcome>("done");
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
  const change = async (act: () => Promise<PushOutcome>) => {
    const became = await act().catch((problem: unknown) => {
      console.warn("no push", problem);
      return "failed" as const;
    });
    setOutcome(became);
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
        {outcome !== "done" && <span className="field-problem">{problems[outcome]}</span>}
        {state.wards.length > 0 && (
          <span className="quiet">
            Told while it sleeps: <bdi>{state.wards.map(wardName).join(", ")}</bdi>
          </span>
        )}
      </span>
    </>
  );
};
