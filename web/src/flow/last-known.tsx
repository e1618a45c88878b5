import type { ReactNode } from "react";
import { useKnownDays } from "../cache/known-days.ts";
import { formatDay } from "../ui/format.ts";

const MOST_SHOWN = 7;

/** The days that can still be seen without the server; nothing where none were kept. */
export const LastKnown = (props: { site: string; hrefOf: (day: string) => string }): ReactNode => {
  const days = useKnownDays(props.site).slice(0, MOST_SHOWN);
  return days.length === 0 ? null : (
    <section className="card empty">
      <h2>Nothing is known of this period yet</h2>
      <p>These days were looked at in this browser and can be seen without the server:</p>
      <ul>
        {days.map((day) => (
          <li key={day}>
            <a href={props.hrefOf(day)}>{formatDay(day)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
};
