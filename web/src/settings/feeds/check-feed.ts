import { compileDatePattern } from "@throughline/shared/date-pattern.ts";
import { columnKey } from "@throughline/shared/file-columns.ts";
import { statusWord } from "@throughline/shared/lab-test.ts";
import { compileNamePattern } from "@throughline/shared/name-pattern.ts";
import { type FeedDocument, feedDocumentSchema } from "@throughline/shared/upload-api.ts";
import * as z from "zod/mini";
import { type Checked, describeIssues } from "../problems.ts";
import { type FeedDraft, linesOf } from "./draft.ts";

/** Checks a feed by the schema that the server uses; the problems name the fields of its draft. */
export const checkFeed = (document: FeedDocument, draft: FeedDraft): Checked<FeedDocument> => {
  const parsed = z.safeParse(feedDocumentSchema, document);
  const problems = new Map([
    ...[...describeIssues(parsed.error?.issues ?? [])].map(toField),
    ...findProblems(draft),
  ]);
  return parsed.success && problems.size === 0
    ? { ok: true, settings: parsed.data }
    : { ok: false, problems };
};

/** Fields that hold a list in one text: a problem of one item stands at the field. */
const toField = ([path, problem]: [string, string]): [string, string] => [
  path
    .replace(/^(profile\.dateFormats)\.\d+$/, "$1")
    .replace(/^profile\.asOf\..*$/, "profile.asOf")
    .replace(/^profile\.(admission|test)Status\..*$/, "profile.statuses"),
  problem,
];

/** What the schema cannot see, or not say so well. */
const findProblems = ({ profile }: FeedDraft): [string, string][] => {
  const problems: [string, string][] = [];
  for (const pattern of linesOf(profile.dateFormats)) {
    const compiled = compileDatePattern(pattern);
    if (!("problem" in compiled)) continue;
    problems.push(["profile.dateFormats", `“${pattern}” ${compiled.problem}.`]);
    break;
  }
  if (profile.asOf.from === "name") {
    const compiled = compileNamePattern(profile.asOf.text.trim());
    if ("problem" in compiled) problems.push(["profile.asOf", `The name ${compiled.problem}.`]);
  }
  const names = Object.entries(profile.columns).filter(([, name]) => name.trim() !== "");
  for (const [index, [ours, name]] of names.entries()) {
    const before = names.slice(0, index).find(([, other]) => columnKey(other) === columnKey(name));
    if (before) problems.push([`profile.columns.${ours}`, `That is ${before[0]} already.`]);
  }
  for (const [index, { key, word }] of profile.statuses.entries()) {
    const twin = profile.statuses
      .slice(0, index)
      .some((other) => statusWord(other.word) === statusWord(word));
    if (word.trim() === "") problems.push([`profile.statuses.${key}`, "Fill this in."]);
    else if (twin) problems.push([`profile.statuses.${key}`, "This stands in the list already."]);
  }
  return problems;
};
