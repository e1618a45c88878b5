import { NEVER_COUNTING } from "@throughline/shared/lab-test.ts";
import type { ReactNode } from "react";
import { Field } from "../../ui/field.tsx";
import { Radio } from "../../ui/option.tsx";
import type { WardDraft } from "./draft.ts";
import type { WardEditProps } from "./edit-props.ts";

const rules: Record<WardDraft["counting"]["rule"], string> = {
  all: "All types of tests",
  only: "Only these types",
  except: "All types but these",
};

/** Which tests restart the clock. */
export const Counting = ({ draft, problems, edit }: WardEditProps): ReactNode => {
  const { counting } = draft;
  const change = (values: Partial<WardDraft["counting"]>) =>
    edit({ counting: { ...counting, ...values } });
  return (
    <>
      <fieldset className="options">
        <legend>Types that restart the clock</legend>
        {Object.entries(rules).map(([rule, name]) => (
          <Radio
            key={rule}
            name="counting-rule"
            checked={counting.rule === rule}
            onPick={() => change({ rule: rule as typeof counting.rule })}
          >
            {name}
          </Radio>
        ))}
      </fieldset>
      {counting.rule !== "all" && (
        <Field
          label="The types"
          hint="One a line, as the laboratory writes them; upper and lower case are the same."
          problem={problems.get("counting.types.names")}
        >
          {(control) => (
            <textarea
              {...control}
              className="input-wide"
              rows={5}
              value={counting.names}
              onChange={({ target }) => change({ names: target.value })}
            />
          )}
        </Field>
      )}
      <Field
        label="Statuses that count"
        hint={`One a line. A test without any status counts. Any other word is marked until it stands here or in its feed. These never count: ${NEVER_COUNTING.join(", ")}.`}
        problem={problems.get("counting.statuses")}
      >
        {(control) => (
          <textarea
            {...control}
            className="input-wide"
            rows={6}
            value={counting.statuses}
            onChange={({ target }) => change({ statuses: target.value })}
          />
        )}
      </Field>
    </>
  );
};
