import type { SettingsResponse } from "@throughline/shared/api.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";
import { type Draft, fromDraft, toDraft } from "./draft.ts";
import { checkSettings } from "./problems.ts";
import { saveSettings } from "./save-settings.ts";
import { type EditedDraft, useDraft } from "./use-draft.ts";

interface Options {
  site: string;
  loaded: SettingsResponse;
  onSaved: () => void;
}

/** The edit of a site's settings. */
export const useSettingsDraft = ({
  site,
  ...options
}: Options): EditedDraft<SettingsResponse, SiteSettings, Draft> =>
  useDraft(
    {
      name: site,
      toDraft,
      fromDraft,
      check: checkSettings,
      save: (body) => saveSettings(site, body),
    },
    options,
  );
