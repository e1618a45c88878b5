import {
  type WardSettingsResponse,
  wardSettingsResponseSchema,
} from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import * as z from "zod/mini";
import { clinicalPath } from "../../cache/clinical.ts";
import { useAnswer } from "../../cache/use-answer.ts";
import { FailureNotice } from "../../ui/failure-notice.tsx";
import { plural } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { SaveBar } from "../save-bar.tsx";
import { saveOver } from "../save-over.ts";
import "../settings.css";
import { SettingsForm } from "../settings-form.tsx";
import { useDraft } from "../use-draft.ts";
import { checkWardSettings } from "./check-ward-settings.ts";
import { Counting } from "./counting.tsx";
import { fromDraft, toDraft } from "./draft.ts";
import { FailingChannels } from "./failing-channels.tsx";
import { OwnRules } from "./own-rules.tsx";
import { PolicyFields } from "./policy-fields.tsx";
import { PreviewTold } from "./preview-told.tsx";
import { StaffList } from "./staff-list.tsx";
import { wardSectionTitles as titles } from "./titles.ts";
import { TryChannels } from "./try-channels.tsx";
import { usePreview } from "./use-preview.ts";
import "./wards.css";

const RECOMPUTING_MS = 2_000;
/** A channel may begin to fail, or work again. */
const CHANNELS_MS = 60_000;

/** The rules of the wards: a document of its own beside the site's settings. */
export const WardSettingsPage = (props: { site: string; timeZone: string }): ReactNode => {
  const { site, timeZone } = props;
  const answer = useAnswer(clinicalPath(site, "/ward-settings"), wardSettingsResponseSchema, {
    everyMs: (value) => (value?.recomputing ? RECOMPUTING_MS : CHANNELS_MS),
  });
  if (!answer.known) {
    return (
      <>
        <h1>Ward settings</h1>
        {answer.failure ? (
          <FailureNotice failure={answer.failure} onRetry={answer.reload} />
        ) : (
          <p className="quiet">Loading…</p>
        )}
      </>
    );
  }
  return (
    <Loaded
      key={site}
      site={site}
      timeZone={timeZone}
      loaded={answer.known.value}
      onSaved={answer.reload}
    />
  );
};

const Loaded = (props: {
  site: string;
  timeZone: string;
  loaded: WardSettingsResponse;
  onSaved: () => void;
}) => {
  const { site, timeZone, loaded, onSaved } = props;
  const path = clinicalPath(site, "/ward-settings");
  const settings = useDraft(
    {
      name: `${site}-wards`,
      toDraft,
      fromDraft,
      check: checkWardSettings,
      save: (body) => saveOver(path, body, (json) => z.parse(wardSettingsResponseSchema, json)),
    },
    { loaded, onSaved },
  );
  const preview = usePreview(site);
  const { base, draft, problems, edit } = settings;
  const { recomputing, knownWards } = loaded;
  const common = { site, draft, problems, edit, knownWards };
  const previewed = preview.of(fromDraft(draft));
  const submit = async () => {
    const checked = settings.check();
    if (!checked) return;
    if (previewed) await settings.save();
    else await preview.ask(fromDraft(draft));
  };
  return (
    <>
      <div className="page-head">
        <h1>Ward settings</h1>
        <p className="quiet">
          Site <code>{site}</code>, version {base.version}
        </p>
      </div>
      <FailingChannels failing={loaded.failing} timeZone={timeZone} />
      {recomputing && (
        <Notice meaning="soon" title="The alerts are being recomputed after the last save.">
          <p>{plural(recomputing.done, "active stay")} done so far. Nothing else has to be done.</p>
        </Notice>
      )}
      <SettingsForm parts={titles} onSubmit={submit}>
        <Section id="policy" title={titles.policy}>
          <PolicyFields
            policy={draft.policy}
            path="policy"
            problems={problems}
            onChange={(change) => edit({ policy: { ...draft.policy, ...change } })}
          />
          <TryChannels site={site} policy={draft.policy} />
        </Section>
        <Section id="wards" title={titles.wards}>
          <OwnRules {...common} />
        </Section>
        <Section id="counting" title={titles.counting}>
          <Counting {...common} />
        </Section>
        <Section id="staff" title={titles.staff}>
          <StaffList {...common} />
        </Section>
        <SaveBar
          settings={settings}
          titles={titles}
          verb={previewed ? "Save" : preview.asking ? "Looking…" : "Preview"}
        >
          {previewed ? (
            <PreviewTold found={previewed} />
          ) : (
            <p className="quiet">
              The preview says which alerts the change would open and close. Then it can be saved.
            </p>
          )}
        </SaveBar>
      </SettingsForm>
    </>
  );
};
