import { expect, test } from "vitest";
import type { LocalEntry } from "./device.ts";
import type { PushState } from "./push-loop.ts";
import { readSyncState } from "./sync-state.ts";

const idle: PushState = { sending: false, failure: undefined, nextAttemptMs: undefined };
const entry = (deviceAt: string, rejected = false) =>
  ({ deviceAt, ...(rejected && { rejected: { code: "UNREADABLE", at: deviceAt } }) }) as LocalEntry;

test("what has left the journal does not wait, and only that", () => {
  expect(readSyncState([], idle)).toMatchObject({ waiting: 0, waitingSince: undefined });
  const state = readSyncState([entry("10:00"), entry("10:01", true), entry("10:02")], idle);
  expect(state).toMatchObject({ waiting: 2, waitingSince: "10:00", why: undefined });
  expect(state.rejected).toHaveLength(1);
});

test("nothing is being sent when only rejected entries are left", () => {
  const state = readSyncState([entry("10:00", true)], { ...idle, sending: true });
  expect(state).toMatchObject({ waiting: 0, sending: false });
});

test.each([
  [0, "NO_CONNECTION", "noConnection"],
  [0, "TIMED_OUT", "tooSlow"],
  [200, "NOT_OURS", "notOurs"],
  [502, "NOT_OURS", "server"],
  [429, "RATE_LIMITED", "busy"],
  [404, "UNKNOWN_SITE", "unknownSite"],
  [503, "UNAVAILABLE", "server"],
  [500, "INTERNAL", "server"],
  [0, "STORAGE_FAILED", "storage"],
])("status %i with %s is said as %s", (status, code, why) => {
  const failure = { status, code };
  expect(readSyncState([entry("10:00")], { ...idle, failure }).why).toBe(why);
  expect(readSyncState([], { ...idle, failure }).why).toBeUndefined();
});
