import { leftUnknown } from "@throughline/shared/csv/unknown-status.ts";
import type { CountingRule } from "@throughline/shared/lab-test.ts";
import type { ReactNode } from "react";
import { Field } from "../../ui/field.tsx";
import { changeRow, newKey, removeRow } from "../rows.ts";
import { fromDraft, type StatusMeaning, type StatusRow } from "./draft.ts";
import type { FeedEditProps } from "./edit-props.ts";

const ofStays = [
  ["active", "Active"],
  ["discharged", "Discharged"],
  ["cancelled", "Cancelled"],
] as const;
const ofTests = [
  ["counting", "Counts"],
  ["not-counting", "Does not count"],
] as const;

interface Props extends FeedEditProps {
  /** Words that its files or the sample had and nobody had mapped. */
  met: readonly string[];
  counting: CountingRule;
}

/** What the words in a feed's column of statuses mean. */
export const StatusFields = ({ draft, problems, editProfile, met, counting }: Props): ReactNode => {
  const { kind } = draft;
  const { statuses } = draft.profile;
  const meanings: readonly (readonly [StatusMeaning, string])[] =
    kind === "lis" ? ofTests : ofStays;
  const unknown = leftUnknown(met, { kind, profile: fromDraft(draft).profile, counting });
  const set = (rows: StatusRow[]) => editProfile({ statuses: rows });
  const add = (word: string, meaning: StatusMeaning) =>
    set([...statuses, { key: newKey(), word, meaning }]);
  return (
    <>
      <p className="quiet">
        {kind === "lis"
          ? "A test with an unknown status does not count until it is mapped here or in the ward settings."
          : "A stay with an unknown status counts as active until it is mapped."}
      </p>
      {problems.get("profile.statuses") && (
        <p className="field-problem">{problems.get("profile.statuses")}</p>
      )}
      {unknown.length > 0 && (
        <div className="unknown-words">
          <h3>Unknown words</h3>
          <ul className="plain-list">
            {unknown.map((word) => (
              <li key={word} className="unknown-word">
                <bdi>{word}</bdi>
                <span className="button-row">
                  {meanings.map(([meaning, name]) => (
                    <button
                      key={meaning}
                      type="button"
                      className="button"
                      aria-label={`${word}: ${name}`}
                      onClick={() => add(word, meaning)}
                    >
                      {name}
                    </button>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <ul className="plain-list">
        {statuses.map((row, index) => (
          <li key={row.key} className="status-row">
            <Field
              label={`Word ${index + 1}`}
              labelHidden
              problem={problems.get(`profile.statuses.${row.key}`)}
            >
              {(control) => (
                <input
                  {...control}
                  className="input-wide"
                  dir="auto"
                  value={row.word}
                  onChange={({ target }) =>
                    set(changeRow(statuses, row.key, { word: target.value }))
                  }
                />
              )}
            </Field>
            <Field label={`What word ${index + 1} means`} labelHidden>
              {(control) => (
                <select
                  {...control}
                  value={row.meaning}
                  onChange={({ target }) =>
                    set(changeRow(statuses, row.key, { meaning: target.value as StatusMeaning }))
                  }
                >
                  {meanings.map(([meaning, name]) => (
                    <option key={meaning} value={meaning}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <button
              type="button"
              className="button"
              aria-label={`Remove ${row.word || `word ${index + 1}`}`}
              onClick={() => set(removeRow(statuses, row.key))}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      <p>
        <button
          type="button"
          className="button"
          onClick={() => add("", meanings[0]?.[0] ?? "active")}
        >
          Add a word
        </button>
      </p>
    </>
  );
};
