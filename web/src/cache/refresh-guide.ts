import { type Guide, guideSchema } from "@throughline/shared/api.ts";
import type { RememberedGuide } from "../journal/device.ts";
import type { Journal } from "../journal/journal.ts";
import { rememberGuide } from "../journal/remember-guide.ts";
import { request } from "../journal/request.ts";
import { keepGuide } from "./guide.ts";

/**
 * Fetches a site's guide, keeps it for the screen, and remembers in the journal what recording
 * needs of it. Undefined when the server cannot be reached: what was kept before goes on.
 */
export const refreshGuide = async (journal: Journal, site: string): Promise<Guide | undefined> => {
  const answer = await request(`/api/v1/public/sites/${encodeURIComponent(site)}/guide`, {
    read: (json) => guideSchema.parse(json),
    fetch: journal.environment.fetch,
    after: journal.environment.after,
  });
  if (!answer.ok) return undefined;
  await Promise.all([
    keepGuide(answer.value),
    rememberGuide(journal, site, toRemember(answer.value)),
  ]);
  journal.changes.tell();
  return answer.value;
};

/** The part of a guide that recording and the confirmation need offline. */
export const toRemember = (guide: Guide): RememberedGuide => {
  const labels: RememberedGuide["labels"] = {};
  for (const station of guide.stations) {
    labels[station.code] = { ...station.labels, "": station.label };
  }
  return {
    timeZone: guide.timeZone,
    visitLimitHours: guide.visitLimitHours,
    exits: guide.stations.filter(({ kind }) => kind === "exit").map(({ code }) => code),
    labels,
  };
};
