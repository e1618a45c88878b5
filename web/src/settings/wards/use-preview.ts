import type { WardSettings } from "@throughline/shared/ward.ts";
import { type SettingsPreview, settingsPreviewSchema } from "@throughline/shared/ward-api.ts";
import { useState } from "react";
import * as z from "zod/mini";
import { clinicalPath } from "../../cache/clinical.ts";
import { requestAsStaff } from "../../cache/session.ts";
import type { Failure } from "../../cache/use-answer.ts";

/** It looks at every active stay. */
const TIMEOUT_MS = 60_000;

export type Previewed =
  | { kind: "known"; preview: SettingsPreview }
  | { kind: "failed"; failure: Failure };

export interface Preview {
  asking: boolean;
  /** What was found for exactly these settings; undefined before. */
  of: (settings: WardSettings) => Previewed | undefined;
  ask: (settings: WardSettings) => Promise<void>;
}

/** What a change of the settings would open and close, before it is saved. */
export const usePreview = (site: string): Preview => {
  const [asking, setAsking] = useState(false);
  const [found, setFound] = useState<Previewed & { settings: string }>();
  return {
    asking,
    of: (settings) => (found?.settings === JSON.stringify(settings) ? found : undefined),
    ask: async (settings) => {
      setAsking(true);
      const answer = await requestAsStaff(clinicalPath(site, "/ward-settings/preview"), {
        method: "POST",
        body: { settings },
        read: (json) => z.parse(settingsPreviewSchema, json),
        timeoutMs: TIMEOUT_MS,
      });
      setAsking(false);
      setFound({
        settings: JSON.stringify(settings),
        ...(answer.ok
          ? { kind: "known", preview: answer.value }
          : { kind: "failed", failure: answer }),
      });
    },
  };
};
