import type { ReactNode } from "react";
import { Field } from "../../ui/field.tsx";
import type { Problems } from "../problems.ts";
import type { PolicyDraft } from "./draft.ts";

interface Props {
  policy: PolicyDraft;
  /** The path of its problems: `policy`, `wards.2`. */
  path: string;
  problems: Problems;
  /** What holds where a field is empty; undefined where none may be. */
  otherwise?: PolicyDraft;
  /** Whose it is, for those who do not see where it stands. */
  whose?: string;
  onChange: (change: Partial<PolicyDraft>) => void;
}

const numbers = [
  ["thresholdHours", "Due after, in hours", "Without a counting test for exactly so long."],
  ["acknowledgedHours", "Acknowledged for, in hours", "Without a test the alert then opens again."],
  ["escalateAfterMinutes", "Escalate when open for, in minutes", "Or never."],
  ["unviewedMinutes", "Escalate when no screen showed it for, in minutes", "Or never."],
] as const;

/** The rules of a ward, or of all. */
export const PolicyFields = (props: Props): ReactNode => {
  const { policy, path, problems, otherwise, whose, onChange } = props;
  const label = (text: string) => (
    <>
      {text}
      {whose && <span className="visually-hidden"> on {whose}</span>}
    </>
  );
  return (
    <div className="field-grid">
      {numbers.map(([name, title, hint]) => (
        <Field
          key={name}
          label={label(title)}
          hint={otherwise ? undefined : hint}
          problem={problems.get(`${path}.${name}`)}
        >
          {(control) => (
            <input
              {...control}
              className="input-number"
              inputMode="decimal"
              value={policy[name]}
              placeholder={otherwise?.[name]}
              onChange={({ target }) => onChange({ [name]: target.value })}
            />
          )}
        </Field>
      ))}
      <Field
        label={label("Mail an escalation to")}
        hint={otherwise ? undefined : "Several with commas, or none."}
        problem={problems.get(`${path}.mailTo`)}
      >
        {(control) => (
          <input
            {...control}
            className="input-wide"
            inputMode="email"
            value={policy.mailTo}
            placeholder={otherwise?.mailTo}
            onChange={({ target }) => onChange({ mailTo: target.value })}
          />
        )}
      </Field>
      <Field
        label={label("Call a webhook")}
        hint={otherwise ? undefined : "An address that gets every escalation, or none."}
        problem={problems.get(`${path}.webhook`)}
      >
        {(control) => (
          <input
            {...control}
            className="input-wide"
            inputMode="url"
            value={policy.webhook}
            placeholder={otherwise?.webhook}
            onChange={({ target }) => onChange({ webhook: target.value })}
          />
        )}
      </Field>
      <Field
        label={label("Initials on the wall screen")}
        hint={otherwise ? undefined : "Visitors may see it."}
        problem={problems.get(`${path}.showInitials`)}
      >
        {(control) => (
          <select
            {...control}
            value={policy.showInitials}
            onChange={({ target }) =>
              onChange({ showInitials: target.value as PolicyDraft["showInitials"] })
            }
          >
            {otherwise && (
              <option value="">
                As for all wards: {otherwise.showInitials === "yes" ? "shown" : "not shown"}
              </option>
            )}
            <option value="no">Not shown</option>
            <option value="yes">Shown</option>
          </select>
        )}
      </Field>
    </div>
  );
};
