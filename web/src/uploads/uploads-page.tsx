import type { SettingsResponse } from "@throughline/shared/api.ts";
import { feedsSchema } from "@throughline/shared/upload-api.ts";
import { wardSettingsResponseSchema } from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import { useSearchParams } from "wouter";
import { clinicalPath } from "../cache/clinical.ts";
import { useAnswer } from "../cache/use-answer.ts";
import { Section } from "../ui/section.tsx";
import { FeedsGlance } from "./feeds-glance.tsx";
import { FileReportView } from "./file-report-view.tsx";
import { FilesList } from "./files-list.tsx";
import { SendFile } from "./send-file.tsx";
import "./uploads.css";

const FEEDS_MS = 60_000;

/** Files of hospital systems: sent here, and everything that became of each. */
export const UploadsPage = (props: { site: string; settings: SettingsResponse }): ReactNode => {
  const { site, settings } = props;
  const { timeZone } = settings.settings;
  const [params, setParams] = useSearchParams();
  const shown = params.get("file");
  const feeds = useAnswer(clinicalPath(site, "/feeds"), feedsSchema, { everyMs: () => FEEDS_MS });
  const wards = useAnswer(clinicalPath(site, "/ward-settings"), wardSettingsResponseSchema);
  const known = feeds.known?.value.feeds ?? [];
  const show = (fileId: string | null) =>
    setParams((before) => {
      if (fileId === null) before.delete("file");
      else before.set("file", fileId);
      return before;
    });
  return (
    <>
      <div className="page-head">
        <h1>Files</h1>
      </div>
      <div className="stack">
        {shown && (
          <FileReportView
            key={shown}
            site={site}
            fileId={shown}
            timeZone={timeZone}
            onClose={() => show(null)}
          />
        )}
        <SendFile
          site={site}
          settings={settings}
          feeds={known}
          counting={wards.known?.value.settings.counting}
          onSent={show}
        />
        <Section title="Feeds">
          <FeedsGlance state={feeds} site={site} timeZone={timeZone} />
        </Section>
        <Section title="Files that came">
          <FilesList site={site} timeZone={timeZone} newest={shown} />
        </Section>
      </div>
    </>
  );
};
