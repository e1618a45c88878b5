import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayBounds } from "../calendar.ts";
import type { Event } from "../event.ts";
import type { FlowDay, FlowRange } from "../figures.ts";
import type { HiddenFlowRange } from "../hidden-figures.ts";
import { arbitraryEvents } from "../testing/arbitrary-events.ts";
import { end, reason } from "../testing/builders.ts";
import { attack, type Unknowns, writeDown } from "../testing/small-cells/attack.ts";
import { DAY, dayOf, LATER, rangeOf, stations, timeZone } from "../testing/small-cells/figures.ts";
import { hideSmallCellsOfDay, hideSmallCellsOfRange } from "./hide-small-cells.ts";

const smallCounts = (figures: FlowDay | FlowRange): [name: string, n: number][] =>
  [...writeDown(figures, stations, true).known].filter(
    ([name, n]) => n >= 1 && n <= 10 && !name.startsWith("path"),
  );

const expectNothingTold = (figures: FlowDay | FlowRange, unknowns: Unknowns) => {
  const { lowOf, highOf, determined } = attack(unknowns);
  for (const [name, n] of smallCounts(figures)) {
    expect([name, unknowns.known.get(name)]).toEqual([name, undefined]);
    expect([name, n, determined.has(name)]).toEqual([name, n, false]);
    expect([name, n, lowOf(name) < highOf(name)]).toEqual([name, n, true]);
  }
};

/** Crowds on a few ways, a few visits on any way, at any hour, with any fault. */
const arbitraryClinic = (startMs: number) =>
  fc
    .tuple(
      arbitraryEvents(startMs),
      fc.array(
        fc.record({
          n: fc.integer({ min: 1, max: 30 }),
          path: fc.array(fc.constantFrom("entrance", "vitals", "lab", "check-out"), {
            minLength: 1,
            maxLength: 4,
          }),
          minute: fc.integer({ min: 0, max: 20 * 60 }),
          reason: fc.option(fc.constantFrom("check-up", "urgent", "other"), { nil: undefined }),
          ended: fc.boolean(),
        }),
        { maxLength: 8 },
      ),
      fc.boolean(),
    )
    .map(([few, crowds, withFaults]) => [
      ...(withFaults ? few : few.filter((event) => !event.timeUnknown)),
      ...crowds.flatMap(({ n, path, minute, ended, ...crowd }, number) =>
        Array.from({ length: n }, (_, index): Event[] => {
          const visitId = `crowd-${startMs}-${number}-${index}`;
          const at = (step: number) =>
            new Date(startMs + (minute + step * (5 + index)) * 60_000).toISOString();
          return [
            ...path.map(
              (station, step): Event => ({
                id: `${visitId}-${step}`,
                visitId,
                type: "scan",
                station,
                at: at(step),
                seq: step,
                deviceAt: at(step),
                receivedAt: at(step),
                uncertaintyMs: 0,
              }),
            ),
            ...(crowd.reason ? [reason(visitId, crowd.reason, at(0))] : []),
            ...(ended ? [end(visitId, at(path.length))] : []),
          ];
        }).flat(),
      ),
    ]);

const startOf = (day: string) => dayBounds(day, timeZone).startMs;
const anyInstant = (days: number) =>
  fc.oneof(
    fc.constant(LATER),
    fc.integer({ min: 0, max: days * 24 }).map((hour) => startOf(DAY) + hour * 3_600_000),
  );

describe("no hidden count can be told from what is shown", () => {
  test("of a day", () => {
    fc.assert(
      fc.property(arbitraryClinic(startOf(DAY)), anyInstant(1), (events, nowMs) => {
        const figures = dayOf(events, nowMs);
        const shown = hideSmallCellsOfDay(figures, stations);
        const exact = shown.quality.unknownTimes === 0;
        const unknowns = writeDown(shown, stations, exact);
        expectNothingTold(figures, unknowns);
        const others = shown.paths.reduce((left, { n }) => left - (n ?? 0), figures.visits);
        expect(shown.visits === null || others === 0 || others > 10).toBe(true);
        // The hours of the day are those of the clock, on a day of 24 hours.
        expect(shown.arrivals.map(({ n }) => n === null)).toEqual(
          Object.values(shown.arrivalsByHour).map((n) => n === null),
        );
        for (const { n } of shown.census) expect(n === null || n === 0 || n > 10).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("of a range and its days", () => {
    const days = [DAY, addDays(DAY, 1), addDays(DAY, 2)];
    const clinics = fc
      .integer({ min: 1, max: 3 })
      .chain((n) => fc.tuple(...days.slice(0, n).map((day) => arbitraryClinic(startOf(day)))));
    fc.assert(
      fc.property(clinics, anyInstant(3), (events, nowMs) => {
        const figures = rangeOf(events, nowMs);
        const shown = hideSmallCellsOfRange(figures, stations);
        const unknowns = writeDown(shown, stations, shown.quality.unknownTimes === 0);
        const columns = ["visits", "scans", "completed", "abandoned", "open"] as const;
        const write = (range: HiddenFlowRange, known: Map<string, number>) => {
          for (const row of range.days) {
            for (const name of columns) {
              const n = row[name];
              if (n !== null) known.set(`${row.day} ${name}`, n);
            }
          }
        };
        write(shown, unknowns.known);
        for (const name of columns) {
          unknowns.equations.push([
            [name, -1],
            ...shown.days.map(({ day }): [string, number] => [`${day} ${name}`, 1]),
          ]);
        }
        for (const { day } of shown.days) {
          unknowns.equations.push([
            [`${day} visits`, -1],
            ...(["completed", "abandoned", "open"] as const).map((name): [string, number] => [
              `${day} ${name}`,
              1,
            ]),
          ]);
        }
        expectNothingTold(figures, unknowns);
        const true_ = new Map<string, number>();
        write(figures, true_);
        const { lowOf, highOf, determined } = attack(unknowns);
        for (const [name, n] of true_) {
          if (n < 1 || n > 10) continue;
          expect([name, determined.has(name), lowOf(name) < highOf(name)]).toEqual([
            name,
            false,
            true,
          ]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
