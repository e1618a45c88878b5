import { stationTabletSchema } from "@throughline/shared/station-tablet.ts";
import { requestAsStaff } from "./session.ts";

/** Ends the waiting for a tablet's entries, or takes it up again. Whether that was done. */
export const retireTablet = async (
  site: string,
  id: string,
  retired: boolean,
): Promise<boolean> => {
  const answer = await requestAsStaff(`/sites/${site}/tablets/${id}`, {
    method: "PUT",
    body: { retired },
    read: (json) => stationTabletSchema.parse(json),
  });
  return answer.ok;
};
