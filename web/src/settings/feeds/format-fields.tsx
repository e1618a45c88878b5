import { compileDatePattern } from "@throughline/shared/date-pattern.ts";
import { delimiters, encodings } from "@throughline/shared/feed-profile.ts";
import type { ReactNode } from "react";
import { Field } from "../../ui/field.tsx";
import { delimiterWords, encodingWords } from "../../ui/files/file-words.ts";
import { linesOf } from "./draft.ts";
import type { FeedEditProps } from "./edit-props.ts";

const usual = ["dd.MM.yyyy HH:mm", "dd.MM.yyyy", "dd/MM/yyyy HH:mm", "MM/dd/yyyy hh:mm a"];

/** How a feed's files write text and times. */
export const FormatFields = ({ draft, problems, editProfile }: FeedEditProps): ReactNode => {
  const { delimiter, encoding, dateFormats } = draft.profile;
  const formats = linesOf(dateFormats);
  const read = formats.flatMap((pattern) => {
    const compiled = compileDatePattern(pattern);
    return "problem" in compiled ? [] : [compiled];
  });
  return (
    <>
      <div className="field-grid">
        <Field label="Between the columns">
          {(control) => (
            <select
              {...control}
              value={delimiter}
              onChange={({ target }) =>
                editProfile({ delimiter: target.value as typeof delimiter })
              }
            >
              {delimiters.map((value) => (
                <option key={value} value={value}>
                  {delimiterWords[value]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Encoding">
          {(control) => (
            <select
              {...control}
              value={encoding}
              onChange={({ target }) => editProfile({ encoding: target.value as typeof encoding })}
            >
              {encodings.map((value) => (
                <option key={value} value={value}>
                  {encodingWords[value]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Field
        label="How it writes dates and times"
        hint="One format a line, such as dd.MM.yyyy HH:mm. None: ISO 8601, such as 2026-11-20 10:42."
        problem={problems.get("profile.dateFormats")}
      >
        {(control) => (
          <textarea
            {...control}
            className="input-wide"
            rows={3}
            spellCheck={false}
            value={dateFormats}
            onChange={({ target }) => editProfile({ dateFormats: target.value })}
          />
        )}
      </Field>
      {formats.length === 0 && (
        <div className="button-row">
          {usual.map((pattern) => (
            <button
              key={pattern}
              type="button"
              className="button"
              onClick={() => editProfile({ dateFormats: pattern })}
            >
              {pattern}
            </button>
          ))}
        </div>
      )}
      {read.length > 0 && (
        <ul className="plain-list quiet">
          {read.map(({ pattern, example }) => (
            <li key={pattern}>
              <code>{pattern}</code> reads “{example}”
            </li>
          ))}
        </ul>
      )}
    </>
  );
};
