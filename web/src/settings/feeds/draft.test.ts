import { defaultFeedProfile, type FeedProfile } from "@throughline/shared/feed-profile.ts";
import type { FeedDocument } from "@throughline/shared/upload-api.ts";
import { expect, it } from "vitest";
import { checkFeed } from "./check-feed.ts";
import { type FeedDraft, fromDraft, readsOtherwise, toDraft } from "./draft.ts";

const profile: FeedProfile = {
  columns: { Fallnummer: "admission_id", Zustand: "status" },
  delimiter: ";",
  encoding: "windows-1252",
  dateFormats: ["dd.MM.yyyy HH:mm", "dd.MM.yyyy"],
  admissionStatus: { Entlassen: "discharged", Storno: "cancelled" },
  testStatus: {},
  asOf: { from: "name", pattern: "export_{yyyyMMdd}.csv" },
  holds: "everything",
};
const feed: FeedDocument = { kind: "pms", inUse: true, maxSilenceMinutes: 90, profile };

const lab: FeedDocument = {
  kind: "lis",
  inUse: false,
  maxSilenceMinutes: null,
  profile: {
    ...defaultFeedProfile,
    testStatus: { Entnommen: "counting" },
    asOf: { from: "column", column: "Stand" },
  },
};

it.each([
  ["of stays", feed],
  ["of tests", lab],
  ["as usual", { ...lab, profile: defaultFeedProfile }],
])("a feed %s is the same after it was a draft", (_, document) => {
  expect(fromDraft(toDraft(document))).toEqual(document);
});

const problemsOf = (change: (draft: FeedDraft) => void): [string, string][] => {
  const draft = toDraft(feed);
  change(draft);
  const checked = checkFeed(fromDraft(draft), draft);
  return checked.ok ? [] : [...checked.problems];
};

it("a whole draft has no problem, and a column that is called as ours is mapped to nothing", () => {
  expect(problemsOf(() => {})).toEqual([]);
  const draft = toDraft(feed);
  draft.profile.columns.ward = " WARD ";
  expect(fromDraft(draft).profile.columns).toEqual(profile.columns);
});

it.each<[string, (draft: FeedDraft) => void, string, string]>([
  [
    "no minutes",
    (d) => {
      d.maxSilenceMinutes = "soon";
    },
    "maxSilenceMinutes",
    "At least 1.",
  ],
  [
    "a format that is none",
    (d) => {
      d.profile.dateFormats = "dd.MM.yyyy\ngibberish";
    },
    "profile.dateFormats",
    "“gibberish” \"g\" means nothing; put text into quotes: 'g'.",
  ],
  [
    "formats that read the same text",
    (d) => {
      d.profile.dateFormats = "dd/MM/yyyy\nMM/dd/yyyy";
    },
    "profile.dateFormats",
    "Formats that no text could mean twice",
  ],
  [
    "a name without a time",
    (d) => {
      d.profile.asOf = { from: "name", text: "labs.csv" };
    },
    "profile.asOf",
    "The name needs one date pattern in braces.",
  ],
  [
    "no column",
    (d) => {
      d.profile.asOf = { from: "column", text: " " };
    },
    "profile.asOf",
    "Fill this in.",
  ],
  [
    "one column twice",
    (d) => {
      d.profile.columns.ward = "zustand";
    },
    "profile.columns.ward",
    "That is status already.",
  ],
  [
    "one word twice",
    (d) => {
      d.profile.statuses.push({ key: "new", word: "ENTLASSEN", meaning: "active" });
    },
    "profile.statuses.new",
    "This stands in the list already.",
  ],
  [
    "an empty word",
    (d) => {
      d.profile.statuses.push({ key: "new", word: "", meaning: "active" });
    },
    "profile.statuses.new",
    "Fill this in.",
  ],
])("%s is said at its field", (_, change, field, problem) => {
  expect(problemsOf(change)).toContainEqual([field, problem]);
});

it("never and a number that is none are not the same", () => {
  const draft = toDraft({ ...feed, maxSilenceMinutes: null });
  expect(fromDraft(draft).maxSilenceMinutes).toBeNull();
  expect(fromDraft({ ...draft, maxSilenceMinutes: "x" }).maxSilenceMinutes).not.toBeNull();
});

it("a sample has to be read anew for what changes its reading, not for a word", () => {
  const words = { ...profile, admissionStatus: {}, holds: "changes" as const };
  expect(readsOtherwise(profile, words)).toBe(false);
  for (const change of [
    { delimiter: "," as const },
    { encoding: "utf-8" as const },
    { dateFormats: [] },
    { asOf: null },
    { columns: { Zustand: "status" as const } },
  ]) {
    expect(readsOtherwise(profile, { ...profile, ...change })).toBe(true);
  }
});
