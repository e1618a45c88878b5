import type { ReactNode } from "react";
import { languages, siteLanguage } from "../i18n/languages.ts";
import { unreadTranslations } from "../i18n/unread.ts";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import type { CodedRow } from "./draft.ts";

/** How far patients’ pages, posters and slips are translated into each language. */
export const Languages = ({ labels }: { labels: readonly CodedRow[] }): ReactNode => {
  const inUse = labels.filter(({ retired }) => !retired);
  const labelled = (tag: string) =>
    tag === siteLanguage ? inUse.length : inUse.filter((row) => row.labels[tag]?.trim()).length;
  const columns: Column<(typeof languages)[number]>[] = [
    {
      name: "language",
      heading: "Language",
      value: ({ name }) => name,
      show: ({ tag, name }) => <bdi lang={tag}>{name}</bdi>,
    },
    {
      name: "translation",
      heading: "Translation",
      value: ({ tag }) =>
        unreadTranslations.includes(tag) ? "Not yet read by a native speaker" : "Read",
    },
    {
      name: "labels",
      heading: "Your labels",
      figure: true,
      value: ({ tag }) => `${labelled(tag)} of ${inUse.length}`,
    },
  ];
  return (
    <>
      <p className="quiet">
        Patients’ pages, posters and slips speak these languages, and a phone opens in its own. A
        station or reason without a label in a language stands there as you wrote it here.
      </p>
      <FigureTable
        caption="Languages"
        columns={columns}
        rows={languages}
        rowKey={({ tag }) => tag}
      />
    </>
  );
};
