import { expect, it } from "vitest";
import { readFilter, readFlowView, writeFilter, writeFlowView } from "./flow-address.ts";

it("reads a day, a range, and today where there is neither", () => {
  expect(readFlowView("day=2026-11-20")).toEqual({ kind: "day", day: "2026-11-20" });
  expect(readFlowView("from=2026-11-01&to=2026-11-20&day=2026-11-20")).toEqual({
    kind: "range",
    from: "2026-11-01",
    to: "2026-11-20",
  });
  for (const search of ["", "day=", "day=2026-02-30", "day=today", "from=2026-11-01"]) {
    expect(readFlowView(search)).toEqual({ kind: "today" });
  }
});

it("turns a reversed range round", () => {
  expect(readFlowView("from=2026-11-20&to=2026-11-01")).toEqual({
    kind: "range",
    from: "2026-11-01",
    to: "2026-11-20",
  });
});

it("writes what it reads and leaves the rest of the address alone", () => {
  const search = "site=north&sort=-p90&day=2026-11-20";
  expect(writeFlowView(search, { kind: "today" })).toBe("site=north&sort=-p90");
  const range = { kind: "range", from: "2026-11-01", to: "2026-11-20" } as const;
  const written = writeFlowView(search, range);
  expect(readFlowView(written)).toEqual(range);
  expect(written).toContain("site=north");
  expect(readFlowView(writeFlowView(written, { kind: "day", day: "2026-11-19" }))).toEqual({
    kind: "day",
    day: "2026-11-19",
  });
});

it("reads the filter that it wrote, and keeps the view", () => {
  const filter = { reasons: ["", "urgent"], hours: { from: 8, to: 12 }, openHours: true };
  const written = writeFilter("day=2026-11-20&weekdays=1", filter);
  expect(readFilter(written)).toEqual(filter);
  expect(readFlowView(written)).toEqual({ kind: "day", day: "2026-11-20" });
  expect(writeFilter(written, {})).toBe("day=2026-11-20");
});

it("filters by what it can read of an address", () => {
  expect(readFilter("weekdays=9&hours=8-12&reasons=&openHours=maybe")).toEqual({
    hours: { from: 8, to: 12 },
  });
});
