import { readSiteWording } from "../i18n/site-wording.ts";
import type { LocalVisit } from "../journal/device.ts";
import { append } from "../journal/journal.ts";
import { usePage } from "./page-context.ts";
import { Sentence } from "./sentence.tsx";

/** A reason from the site's own list. There is no free text, so nothing personal can be typed. */
export const ReasonPicker = ({ visit }: { visit: LocalVisit }) => {
  const { page, site, guide, words, change } = usePage();
  const reasons = guide?.reasons.filter(({ retired }) => !retired) ?? [];
  if (!site || reasons.length === 0) return null;
  const { title, hint, chosen } = words.catalogue.reason;
  const wording = ({ label, labels }: (typeof reasons)[number]) => {
    const { text, lang } = readSiteWording(label, labels, words.language);
    return <bdi lang={lang}>{text}</bdi>;
  };
  const current = reasons.find(({ code }) => code === visit.reason);
  const choose = (reason: string) =>
    change(() => append(page.journal, { type: "reason", site, reason }));
  return (
    <details className="fold">
      <summary>
        {current ? <Sentence text={chosen} values={{ reason: wording(current) }} /> : title}
      </summary>
      <fieldset>
        <legend className="quiet">{hint}</legend>
        {reasons.map((reason) => (
          <label key={reason.code} className="choice">
            <input
              type="radio"
              name="reason"
              checked={reason.code === visit.reason}
              onChange={() => void choose(reason.code)}
            />
            <span>{wording(reason)}</span>
          </label>
        ))}
      </fieldset>
    </details>
  );
};
