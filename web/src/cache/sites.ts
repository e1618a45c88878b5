import {
  type SettingsResponse,
  type Sites,
  settingsResponseSchema,
  sitesSchema,
} from "@throughline/shared/api.ts";
import { type AnswerState, useAnswer } from "./use-answer.ts";

/** The sites of this installation. */
export const useSites = (): AnswerState<Sites> => useAnswer("/sites", sitesSchema);

/** A site's settings; a null site asks nothing. */
export const useSettings = (site: string | null): AnswerState<SettingsResponse> =>
  useAnswer(site === null ? null : `/sites/${site}/settings`, settingsResponseSchema);
