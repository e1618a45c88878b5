import type { WardSnapshot } from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import { Notice } from "../ui/notice.tsx";
import { formatMoment } from "./rules/words.ts";

interface Props {
  feeds: WardSnapshot["feeds"];
  timeZone: string;
  nowMs: number;
}

const what = {
  lis: "Tests that were done may be missing here; alerts that this concerns are marked unconfirmed.",
  pms: "Admissions, transfers and discharges may be missing here.",
  records: "Patient records may be missing.",
};

/** The one alarm of each source of files that has been silent for too long. */
export const SilentFeeds = ({ feeds, timeZone, nowMs }: Props): ReactNode =>
  feeds
    .filter(({ silentSince }) => silentSince !== null)
    .map(({ name, kind, silentSince }) => (
      <Notice
        key={name}
        meaning="unknown"
        title={`No files from “${name}” since ${formatMoment(silentSince ?? "", timeZone, nowMs)}.`}
      >
        <p>{what[kind]}</p>
      </Notice>
    ));
