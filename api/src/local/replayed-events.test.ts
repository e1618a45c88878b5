import { expect, it } from "vitest";
import type { LogRow } from "./event-log-rows.ts";
import { replayEvents } from "./replayed-events.ts";

const row = (line: number, visit: string, activity: string, atMs: number): LogRow => ({
  line,
  case: visit,
  activity,
  atMs,
  bytesRead: 0,
});

const replay = (rows: LogRow[], speed: number) => {
  let count = 0;
  return replayEvents(rows, {
    startMs: Date.parse("2026-03-02T09:00:00.000Z"),
    speed,
    codeOf: (activity) => activity.toLowerCase(),
    newId: () => `id-${count++}`,
  });
};

it("begins at the start, keeps the proportions and gives each case a visit of its own", () => {
  const events = replay(
    [row(2, "b", "Lab", 7_200_000), row(3, "a", "Lab", 3_600_000), row(4, "b", "Out", 10_800_000)],
    60,
  );
  expect(events.map(({ at }) => at)).toEqual([
    "2026-03-02T09:01:00.000Z",
    "2026-03-02T09:00:00.000Z",
    "2026-03-02T09:02:00.000Z",
  ]);
  expect(events[0]?.visitId).toBe(events[2]?.visitId);
  expect(events[0]?.visitId).not.toBe(events[1]?.visitId);
  expect(new Set(events.map(({ id }) => id)).size).toBe(3);
});

it("keeps the order of rows of one instant", () => {
  const events = replay([row(2, "a", "Lab", 0), row(3, "a", "Out", 0)], 1);
  expect((events[0]?.seq ?? 0) < (events[1]?.seq ?? 0)).toBe(true);
});

it("tells the reason once and the end at the last scan, where the log says them", () => {
  const said = { reason: { code: "urgent", label: "Urgent" }, ended: true };
  const events = replay(
    [
      { ...row(2, "a", "Lab", 0), ...said },
      { ...row(3, "a", "Out", 60_000), ...said },
    ],
    1,
  );
  expect(events.map(({ type, at }) => [type, at.slice(11, 16)])).toEqual([
    ["scan", "09:00"],
    ["reason", "09:00"],
    ["scan", "09:01"],
    ["end", "09:01"],
  ]);
});
