import type { ReactNode } from "react";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Check, Radio } from "../../ui/option.tsx";
import type { ProfileDraft } from "./draft.ts";
import type { FeedEditProps } from "./edit-props.ts";

const holds: Record<ProfileDraft["holds"], string> = {
  changes: "What changed since the file before",
  everything: "Everything that there is: a stay that is absent is marked, and never discharged",
};

/** Whether a feed is awaited, how long it may be silent, and what its files hold. */
export const GeneralFields = ({
  draft,
  problems,
  edit,
  editProfile,
  hasGoodFile,
}: FeedEditProps & { hasGoodFile: boolean }): ReactNode => (
  <>
    <Check checked={draft.inUse} onToggle={(inUse) => edit({ inUse })}>
      {draft.kind === "lis"
        ? "In use: its files are awaited, and alerts are confirmed by them"
        : "In use: its files are awaited"}
    </Check>
    {draft.kind === "lis" && draft.inUse && !hasGoodFile && (
      <Notice meaning="soon" title="This feed has brought no good file yet.">
        <p>
          Until it does, every alert is unconfirmed and makes no sound. Take it out of use until its
          files come.
        </p>
      </Notice>
    )}
    <Field
      label="Maximum silence, in minutes"
      hint="Without a good file for longer there is an alarm. A day is 1440. Or never."
      problem={problems.get("maxSilenceMinutes")}
    >
      {(control) => (
        <input
          {...control}
          className="input-number"
          inputMode="numeric"
          value={draft.maxSilenceMinutes}
          onChange={({ target }) => edit({ maxSilenceMinutes: target.value })}
        />
      )}
    </Field>
    {draft.kind === "pms" && (
      <fieldset className="options">
        <legend>What a file holds</legend>
        {Object.entries(holds).map(([value, words]) => (
          <Radio
            key={value}
            name="holds"
            checked={draft.profile.holds === value}
            onPick={() => editProfile({ holds: value as ProfileDraft["holds"] })}
          >
            {words}
          </Radio>
        ))}
      </fieldset>
    )}
  </>
);
