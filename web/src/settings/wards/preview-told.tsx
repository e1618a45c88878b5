import type { SettingsPreview } from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import { FailureNotice } from "../../ui/failure-notice.tsx";
import { formatCount, formatHours, plural } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { wardName } from "../../ui/ward-name.ts";
import type { Previewed } from "./use-preview.ts";

/** What saving would open and close. */
export const PreviewTold = ({ found }: { found: Previewed }): ReactNode => {
  if (found.kind === "failed") {
    return (
      <FailureNotice
        failure={found.failure}
        kept="What the change would open and close is not known. You can still save it."
      />
    );
  }
  const { active, opens, closes } = found.preview;
  return (
    <Notice
      meaning={opens.count + closes.count > 0 ? "soon" : "fine"}
      title={`Saving would open ${plural(opens.count, "alert")} and close ${formatCount(closes.count)}, of ${plural(active, "active stay")}.`}
      urgent
    >
      <Beds title="Opened" {...opens} />
      <Beds title="Closed" {...closes} />
    </Notice>
  );
};

const Beds = (props: { title: string } & SettingsPreview["opens"]) => {
  const { title, count, first } = props;
  if (count === 0) return null;
  return (
    <details>
      <summary>
        {title}: {formatCount(count)}
      </summary>
      <ul className="plain-list quiet">
        {first.map(({ patientId, admissionId, ward, bed, gapHours }) => (
          <li key={JSON.stringify([patientId, admissionId])}>
            <bdi>{wardName(ward)}</bdi>, bed <bdi>{bed || "–"}</bdi>, patient <bdi>{patientId}</bdi>
            : {formatHours(gapHours)}
          </li>
        ))}
        {count > first.length && <li>and {formatCount(count - first.length)} more</li>}
      </ul>
    </details>
  );
};
