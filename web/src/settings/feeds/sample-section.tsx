import type { HeaderReport } from "@throughline/shared/header-report.ts";
import { type ReactNode, useState } from "react";
import { Field } from "../../ui/field.tsx";
import { FileDrop } from "../../ui/files/file-drop.tsx";
import { HeaderTold } from "../../ui/files/header-told.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Looked, Sample } from "./use-sample.ts";

interface Props {
  sample: Sample | undefined;
  looked: Looked;
  timeZone: string;
  onSample: (sample: Sample | undefined) => void;
  /** Takes over what the sample looks like. */
  onGuess: (guess: HeaderReport["guess"]) => void;
}

/** A sample of a feed's files, and how it would be read as the form stands now. */
export const SampleSection = ({
  sample,
  looked,
  timeZone,
  onSample,
  onGuess,
}: Props): ReactNode => {
  const [text, setText] = useState("");
  return (
    <>
      <p className="quiet">
        A file of this feed, or a piece of one with its header. It is looked at in this browser
        alone and is not sent.
      </p>
      <FileDrop disabled={false} onFile={(file) => onSample({ file })} />
      <details>
        <summary>Paste some lines instead</summary>
        <Field label="Header and some rows">
          {(control) => (
            <textarea
              {...control}
              className="input-wide sample-text"
              rows={5}
              spellCheck={false}
              value={text}
              onChange={({ target }) => {
                setText(target.value);
                onSample(target.value.trim() ? { text: target.value } : undefined);
              }}
            />
          )}
        </Field>
      </details>
      {sample && "file" in sample && (
        <p className="file-name">
          <strong>
            <bdi>{sample.file.name}</bdi>
          </strong>
        </p>
      )}
      {looked.kind === "unreadable" && (
        <Notice meaning="overdue" title="This file cannot be opened." urgent>
          <p>It may have been moved or removed. Choose it again.</p>
        </Notice>
      )}
      {looked.kind === "known" && (
        <>
          <HeaderTold report={looked.report} timeZone={timeZone} isSample />
          {Object.keys(looked.report.guess).length > 0 && (
            <p>
              <button type="button" className="button" onClick={() => onGuess(looked.report.guess)}>
                Read it as it looks
              </button>
            </p>
          )}
        </>
      )}
    </>
  );
};
