import { type ReactNode, useId } from "react";
import { Field } from "../../ui/field.tsx";
import { Radio } from "../../ui/option.tsx";
import type { ProfileDraft } from "./draft.ts";
import type { FeedEditProps } from "./edit-props.ts";

type Source = ProfileDraft["asOf"]["from"];
const sources: Record<Source, string> = {
  upload: "Whoever sends it, else its receipt",
  column: "A column of the file",
  name: "The file’s name",
};

/** Where it stands as of when a file holds. */
export const AsOfFields = (props: FeedEditProps): ReactNode => {
  const { draft, problems, editProfile, sampleColumns } = props;
  const { asOf } = draft.profile;
  const list = useId();
  const problem = problems.get("profile.asOf");
  const input = (text: string) => editProfile({ asOf: { ...asOf, text } });
  return (
    <>
      <p className="quiet">
        It orders rows that have no <code>updated_at</code> of their own: the later file holds,
        whichever arrives first.
      </p>
      <fieldset className="options">
        <legend>As of when a file holds is told by</legend>
        {Object.entries(sources).map(([from, words]) => (
          <Radio
            key={from}
            name="as-of"
            checked={asOf.from === from}
            onPick={() => editProfile({ asOf: { from: from as Source, text: "" } })}
          >
            {words}
          </Radio>
        ))}
      </fieldset>
      {asOf.from === "column" && (
        <Field label="The column" hint="Its value in the first whole row." problem={problem}>
          {(control) => (
            <>
              <input
                {...control}
                className="input-wide"
                list={list}
                dir="auto"
                value={asOf.text}
                onChange={({ target }) => input(target.value)}
              />
              <datalist id={list}>
                {sampleColumns.map((name) => (
                  <option key={name} value={name} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      )}
      {asOf.from === "name" && (
        <Field
          label="What the name looks like"
          hint={
            <>
              The time in braces, any text as a star: <code>{"labs_{yyyyMMdd-HHmm}*.csv"}</code>
            </>
          }
          problem={problem}
        >
          {(control) => (
            <input
              {...control}
              className="input-wide"
              spellCheck={false}
              value={asOf.text}
              onChange={({ target }) => input(target.value)}
            />
          )}
        </Field>
      )}
    </>
  );
};
