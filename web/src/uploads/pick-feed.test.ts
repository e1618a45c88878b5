import { defaultFeedProfile, type FeedProfile } from "@throughline/shared/feed-profile.ts";
import type { HeaderReport } from "@throughline/shared/header-report.ts";
import { expect, it } from "vitest";
import { pickFeed } from "./pick-feed.ts";

const profile = (delimiter: FeedProfile["delimiter"]): FeedProfile => ({
  ...defaultFeedProfile,
  delimiter,
});
const feeds = [
  { name: "lis", kind: "lis" as const, profile: profile("|") },
  { name: "harbour-lab", kind: "lis" as const, profile: profile(";") },
];
/** A file of tests that is read with these delimiters only. */
const fileOf =
  (...delimiters: string[]) =>
  async (asked: FeedProfile) =>
    ({
      kind: delimiters.includes(asked.delimiter) ? "lis" : null,
      delimiter: asked.delimiter,
      problem: null,
    }) as HeaderReport;

it("takes the feed that was chosen, whether it fits or not", async () => {
  const picked = await pickFeed(feeds, "harbour-lab", fileOf(","));
  expect(picked.feed).toBe("harbour-lab");
  expect(picked.report.kind).toBeNull();
});

it("reads a file of usual names by the feed that is named like its kind", async () => {
  expect((await pickFeed(feeds, null, fileOf(",", "|"))).report.delimiter).toBe("|");
  expect((await pickFeed([], null, fileOf(","))).report.delimiter).toBe(",");
});

it("finds the feed that knows the header, and says so where none does", async () => {
  expect((await pickFeed(feeds, null, fileOf(";"))).feed).toBe("harbour-lab");
  expect(await pickFeed(feeds, null, fileOf())).toMatchObject({ feed: null });
});

it("says why a file does not go in whose name alone is wrong", async () => {
  const misnamed = async ({ delimiter }: FeedProfile) =>
    ({
      kind: null,
      problem: { code: delimiter === ";" ? "AS_OF_MISSING" : "UNKNOWN_HEADER", sentence: "" },
    }) as HeaderReport;
  const picked = await pickFeed(feeds, null, misnamed);
  expect([picked.feed, picked.report.problem?.code]).toEqual(["harbour-lab", "AS_OF_MISSING"]);
});

it("says that a file is not of the feed's kind before it is sent", async () => {
  const stays = { name: "west", kind: "pms" as const, profile: profile(";") };
  const picked = await pickFeed([stays], "west", fileOf(";"));
  expect(picked.report).toMatchObject({ kind: null, problem: { code: "WRONG_KIND" } });
  expect((await pickFeed([stays, ...feeds], null, fileOf(";"))).feed).toBe("harbour-lab");
});
