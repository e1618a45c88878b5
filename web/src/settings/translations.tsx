import type { ReactNode } from "react";
import { directionOf, languages, siteLanguage } from "../i18n/languages.ts";
import { Field } from "../ui/field.tsx";
import type { CodedRow } from "./draft.ts";
import type { Problems } from "./problems.ts";

interface Props {
  row: CodedRow;
  /** The path of the row: `stations.3`. */
  path: string;
  problems: Problems;
  onChange: (labels: Record<string, string>) => void;
}

/** A label in the other languages of the patients’ page. */
export const Translations = ({ row, path, problems, onChange }: Props): ReactNode => {
  const others = languages.filter(({ tag }) => tag !== siteLanguage);
  const filled = others.filter(({ tag }) => row.labels[tag]?.trim());
  return (
    <details className="translations">
      <summary>
        Other languages
        <span className="visually-hidden"> for {row.label}</span>{" "}
        <span className="quiet">{filled.map(({ name }) => name).join(", ") || "none yet"}</span>
      </summary>
      <div className="field-grid">
        {others.map(({ tag, name }) => (
          <Field
            key={tag}
            label={<bdi lang={tag}>{name}</bdi>}
            problem={problems.get(`${path}.labels.${tag}`)}
          >
            {(control) => (
              <input
                {...control}
                className="input-wide"
                lang={tag}
                dir={directionOf(tag)}
                value={row.labels[tag] ?? ""}
                onChange={({ target }) => onChange({ ...row.labels, [tag]: target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </details>
  );
};
