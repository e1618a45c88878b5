import type { ReactNode } from "react";
import { Field } from "../ui/field.tsx";
import type { EditProps } from "./edit-props.ts";
import { TimeZoneInput } from "./time-zone-input.tsx";

/** Name, zone, visit limit and retention. */
export const GeneralSettings = (props: EditProps & { zoneIsFixed: boolean }): ReactNode => {
  const { draft, problems, edit, zoneIsFixed } = props;
  return (
    <div className="field-grid">
      <Field
        label="Name"
        hint="Stands on posters and on the patients’ page."
        problem={problems.get("name")}
      >
        {(control) => (
          <input
            {...control}
            className="input-wide"
            value={draft.name}
            dir="auto"
            onChange={({ target }) => edit({ name: target.value })}
          />
        )}
      </Field>
      <Field
        label="Time zone"
        hint={
          zoneIsFixed
            ? "Fixed: scans are recorded, and their days are counted in this zone."
            : "Decides where a day begins. Fixed as soon as the first scan is recorded."
        }
        problem={problems.get("timeZone")}
      >
        {(control) => (
          <TimeZoneInput
            control={control}
            disabled={zoneIsFixed}
            value={draft.timeZone}
            onChange={(timeZone) => edit({ timeZone })}
          />
        )}
      </Field>
      <Field
        label="Visit limit, in hours"
        hint="A visit without a new scan for this long is over. 1 to 24."
        problem={problems.get("visitLimitHours")}
      >
        {(control) => (
          <input
            {...control}
            className="input-number"
            type="number"
            min={1}
            max={24}
            value={draft.visitLimitHours}
            onChange={({ target }) => edit({ visitLimitHours: target.value })}
          />
        )}
      </Field>
      <Field
        label="Keep scans, in days"
        hint="Counted from their receipt. Empty keeps them for ever. The figures of closed days stay either way."
        problem={problems.get("retentionDays")}
      >
        {(control) => (
          <input
            {...control}
            className="input-number"
            type="number"
            min={3}
            placeholder="for ever"
            value={draft.retentionDays}
            onChange={({ target }) => edit({ retentionDays: target.value })}
          />
        )}
      </Field>
    </div>
  );
};
