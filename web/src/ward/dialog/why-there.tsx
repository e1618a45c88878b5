import type { WardSnapshot } from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import { Facts } from "../../ui/facts.tsx";
import type { Row } from "../rules/settle-bed.ts";
import { formatDue, formatGap, formatMoment } from "../rules/words.ts";

interface Props {
  row: Row;
  snapshot: Pick<WardSnapshot, "timeZone" | "policy">;
  nowMs: number;
}

/** What the bed's hours count from, where that was said, and the rule that it is due by. */
export const WhyThere = ({ row, snapshot, nowMs }: Props): ReactNode => {
  const { bed } = row;
  const { timeZone, policy } = snapshot;
  const at = (instant: string) => formatMoment(instant, timeZone, nowMs);
  const source = bed.lastTest?.source ?? bed.admission.source;
  return (
    <section className="ward-why" aria-label="Why it is here">
      <h3>Why it is here</h3>
      <Facts
        facts={[
          [
            bed.lastTest ? "Last test" : "Tests",
            bed.lastTest ? (
              <>
                <bdi>{bed.lastTest.testType || "Test"}</bdi>, {at(bed.lastTest.performedAt)}
              </>
            ) : (
              "None that counts is known"
            ),
          ],
          [
            bed.since === "admission" ? "Admitted" : "First seen",
            bed.lastTest ? null : at(bed.sinceAt),
          ],
          [
            "Said by",
            <>
              <bdi>{source.file}</bdi>, line {source.line}
            </>,
          ],
          ["Without a test", formatGap(bed.sinceAt, nowMs)],
          [
            "Rule",
            `Due after ${policy.thresholdHours} h without a test: ${at(bed.dueAt)}, ${formatDue(bed.dueAt, nowMs)}`,
          ],
        ]}
      />
    </section>
  );
};
