import { columnKey, fileColumns, requiredColumns } from "@throughline/shared/file-columns.ts";
import { type ReactNode, useId } from "react";
import { Field } from "../../ui/field.tsx";
import type { FeedEditProps } from "./edit-props.ts";

/** What a feed's files call our columns. */
export const ColumnFields = (props: FeedEditProps): ReactNode => {
  const { draft, problems, editProfile, sampleColumns } = props;
  const { kind, profile } = draft;
  const list = useId();
  const found = new Set(sampleColumns.map(columnKey));
  const nameOf = (ours: (typeof fileColumns)[typeof kind][number]) =>
    profile.columns[ours]?.trim() || ours;
  return (
    <>
      <p className="quiet">
        Only where the source calls a column otherwise. Upper and lower case are the same.
      </p>
      {problems.get("profile.columns") && (
        <p className="field-problem">{problems.get("profile.columns")}</p>
      )}
      <div className="field-grid">
        {fileColumns[kind].map((ours) => (
          <Field
            key={ours}
            label={
              <>
                <code>{ours}</code>
                {requiredColumns[kind].includes(ours) && <span className="quiet"> needed</span>}
                {found.size > 0 && !found.has(columnKey(nameOf(ours))) && (
                  <span className="quiet">
                    {requiredColumns[kind].includes(ours) && ","} not in the sample
                  </span>
                )}
              </>
            }
            problem={problems.get(`profile.columns.${ours}`)}
          >
            {(control) => (
              <input
                {...control}
                className="input-wide"
                dir="auto"
                list={list}
                autoComplete="off"
                spellCheck={false}
                placeholder={ours}
                value={profile.columns[ours] ?? ""}
                onChange={({ target }) =>
                  editProfile({ columns: { ...profile.columns, [ours]: target.value } })
                }
              />
            )}
          </Field>
        ))}
      </div>
      <datalist id={list}>
        {sampleColumns.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
};
