import { defaultSettings } from "@throughline/shared/site.ts";
import { codeFromLabel } from "@throughline/shared/station-code.ts";
import { type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import type { Failure } from "../cache/use-answer.ts";
import { Field } from "../ui/field.tsx";
import { MakeForm } from "./make-form.tsx";
import { checkSettings, noProblems } from "./problems.ts";
import { saveSettings } from "./save-settings.ts";
import { TimeZoneInput } from "./time-zone-input.tsx";

/** Makes a site with the ten stations that every site begins with. */
export const NewSite = (props: { timeZone: string; onMade: () => void }): ReactNode => {
  const [, navigate] = useLocation();
  const [name, setName] = useState("");
  const [timeZone, setTimeZone] = useState(props.timeZone);
  const [problems, setProblems] = useState(noProblems);
  const [failure, setFailure] = useState<Failure>();
  const code = codeFromLabel(name || "site");

  const make = async () => {
    setFailure(undefined);
    const checked = checkSettings({ ...defaultSettings(timeZone), name });
    setProblems(checked.ok ? noProblems : checked.problems);
    if (!checked.ok) return;
    const saved = await saveSettings(code, { version: 0, settings: checked.settings });
    if (saved.kind === "saved") {
      props.onMade();
      navigate(`/staff/settings?site=${code}`);
      window.scrollTo(0, 0);
    } else if (saved.kind === "conflict") {
      setProblems(new Map([["name", `There is a site with the code ${code} already.`]]));
    } else setFailure(saved.failure);
  };

  return (
    <MakeForm
      about="A site is one clinic with its own stations, posters and figures. Its code stands in the addresses of its posters and stays as it is."
      verb="Make the site"
      failure={failure}
      onMake={make}
    >
      <Field
        label="Name of the new site"
        hint={
          <>
            Its code will be <code>{code}</code>.
          </>
        }
        problem={problems.get("name")}
      >
        {(control) => (
          <input
            {...control}
            className="input-wide"
            dir="auto"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      <Field
        label="Its time zone"
        hint="Decides where a day begins."
        problem={problems.get("timeZone")}
      >
        {(control) => <TimeZoneInput control={control} value={timeZone} onChange={setTimeZone} />}
      </Field>
    </MakeForm>
  );
};
