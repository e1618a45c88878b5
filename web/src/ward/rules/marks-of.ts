import type { Row } from "./settle-bed.ts";
import { formatMoment } from "./words.ts";

/** Something about a bed that a nurse must know before trusting its hours. */
export interface Mark {
  name: string;
  text: string;
}

/** What is out of the ordinary about a row, in words. */
export const marksOf = (
  { bed, alert, provisional, leftAt }: Row,
  { timeZone, nowMs, sameSurname }: { timeZone: string; nowMs: number; sameSurname: string[] },
): Mark[] => {
  const { admission, unmapped, previousStayTest, since } = bed;
  const at = (instant: string) => formatMoment(instant, timeZone, nowMs);
  const marks: (Mark | false | null)[] = [
    sameSurname.length > 0 && {
      name: "surname",
      text: `Same surname in ${sameSurname.length === 1 ? "bed" : "beds"} ${sameSurname.join(", ")}`,
    },
    alert !== null &&
      !alert.confirmed && {
        name: "unconfirmed",
        text: "Unconfirmed: lab files do not reach past its due time",
      },
    provisional && { name: "provisional", text: "Opened by this tablet, not yet by the server" },
    unmapped && {
      name: "unmapped",
      text: `${unmapped.testType || "A test"} of ${at(unmapped.performedAt)} has an unknown status and does not count`,
    },
    !admission.statusKnown && {
      name: "status",
      text: `Unknown status “${admission.statusText}”, taken as active`,
    },
    since === "first-seen" && {
      name: "first-seen",
      text: "No admission time: counted from when it was first seen",
    },
    admission.missingSince !== null && {
      name: "missing",
      text: `Not in the last file, ${at(admission.missingSince)}`,
    },
    leftAt !== null && { name: "left", text: `Planned discharge has passed, ${at(leftAt)}` },
    previousStayTest && {
      name: "previous",
      text: `Last test of the stay before: ${previousStayTest.testType || "a test"}, ${at(previousStayTest.performedAt)}`,
    },
  ];
  return marks.filter((mark) => mark !== false && mark !== null);
};
