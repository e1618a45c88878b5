import type { ReactNode } from "react";
import type { Catalogue } from "../i18n/catalogue.ts";
import { useCamera } from "./use-camera.ts";

interface Props {
  words: Catalogue["camera"];
  /** A code has come before the camera; one that is held comes once. */
  onRead(text: string): void;
  buttonClass?: string;
}

/** The camera's picture, and why there is none. */
export const CameraView = ({ words, onRead, buttonClass }: Props): ReactNode => {
  const { box, state, change, retry } = useCamera(onRead);
  return (
    <div className="camera">
      <div ref={box} className="camera-picture" data-state={state.kind} />
      <p role="status" className="camera-status">
        {state.kind === "starting" && words.starting}
        {state.kind === "on" && words.ready}
        {state.kind === "failed" && words.why[state.why]}
      </p>
      {state.kind === "failed" && (
        <button type="button" className={buttonClass} onClick={retry}>
          {words.retry}
        </button>
      )}
      {state.kind === "on" && change && (
        <button type="button" className={buttonClass} onClick={change}>
          {words.change}
        </button>
      )}
    </div>
  );
};
