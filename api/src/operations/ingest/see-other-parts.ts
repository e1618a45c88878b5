import type { StayId } from "../../store/clinical/due-things.ts";
import type { Intake } from "./intake.ts";
import { openAgain } from "./open-again.ts";

/**
 * Full files of one feed that hold as of one instant are parts of one: whom another of them holds is
 * not missing from this one.
 */
export const seeOtherParts = async (
  { deps, site, file }: Pick<Intake, "deps" | "site" | "file">,
  see: (stay: StayId) => void,
): Promise<void> => {
  const { files } = deps.store.clinical;
  const justBefore = new Date(Date.parse(file.asOf) - 1).toISOString();
  for (const { fileId, asOf } of await files.listAfter(site, "pms", justBefore)) {
    if (asOf > file.asOf) return;
    if (fileId === file.fileId) continue;
    const other = await files.get(site, fileId, { consistent: true });
    if (!other?.report.full || other.report.feed !== file.feed) continue;
    const opened = await openAgain(deps, site, other);
    if (opened === "missing" || "problem" in opened) continue;
    for await (const item of opened.items) {
      const stay =
        item.type === "rejected"
          ? item.stay
          : item.type === "row" && item.facts.kind === "pms"
            ? item.facts.stay
            : undefined;
      if (stay) see(stay);
    }
  }
};
