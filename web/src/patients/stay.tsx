import type { PatientDetail } from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import { Facts } from "../ui/facts.tsx";
import { formatFullTime, formatHours } from "../ui/format.ts";
import { Tag } from "../ui/tag.tsx";
import { wardName } from "../ui/ward-name.ts";
import { AlertHistory } from "./alert-history.tsx";
import { alertStateWords, isOpen } from "./alert-words.ts";
import { stayStatuses } from "./patients-filter.ts";
import { SourceLine } from "./source-line.tsx";

interface Props {
  stay: PatientDetail["admissions"][number];
  site: string;
  timeZone: string;
}

const hoursBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 3_600_000;

/** One stay as the files tell it, with what the monitor makes of it. */
export const Stay = ({ stay, site, timeZone }: Props): ReactNode => {
  const { admission, alert, gapHours, lastTest, sinceAt, dueAt, state } = stay;
  const time = (at: string | null) => at && formatFullTime(at, timeZone);
  return (
    <li className="stay">
      <h3>
        <span>
          <bdi>{wardName(admission.ward)}</bdi>
          {admission.bed && (
            <>
              , bed <bdi>{admission.bed}</bdi>
            </>
          )}
        </span>{" "}
        <span className="stay-status">{stayStatuses[admission.status]}</span>{" "}
        {state && (
          <Tag meaning={isOpen(state) ? "overdue" : "soon"}>Alert: {alertStateWords[state]}</Tag>
        )}{" "}
        {alert && !alert.confirmed && <Tag meaning="unknown">Not confirmed by the laboratory</Tag>}{" "}
        {!admission.statusKnown && (
          <Tag meaning="unknown">
            Unknown status “<bdi>{admission.statusText}</bdi>”
          </Tag>
        )}
      </h3>
      <Facts
        facts={[
          ["Stay", <bdi key="stay">{admission.admissionId}</bdi>],
          [
            "Admitted",
            time(admission.admittedAt) ?? `Not said; first seen ${time(admission.firstSeenAt)}`,
          ],
          ["Discharged", time(admission.dischargedAt)],
          ["Without a test", gapHours === null ? null : formatHours(gapHours)],
          [
            "Last test",
            gapHours === null ? null : lastTest ? (
              <>
                <bdi>{lastTest.testType}</bdi>, {time(lastTest.performedAt)}; said by{" "}
                <SourceLine source={lastTest.source} site={site} timeZone={timeZone} />
              </>
            ) : (
              "Never tested in this stay"
            ),
          ],
          [
            "Due",
            dueAt &&
              sinceAt &&
              `${time(dueAt)}, ${formatHours(hoursBetween(sinceAt, dueAt))} after`,
          ],
          [
            "Not in the last full file",
            admission.missingSince && `Since ${time(admission.missingSince)}`,
          ],
          [
            "Said by",
            <SourceLine key="source" source={admission.source} site={site} timeZone={timeZone} />,
          ],
        ]}
      />
      {alert && <AlertHistory alert={alert} timeZone={timeZone} />}
    </li>
  );
};
