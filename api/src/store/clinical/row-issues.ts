import type { RowIssue } from "@throughline/shared/file-report.ts";
import type { Table } from "../table.ts";
import { clinicalKeys, clinicalPrefixes, type FileRun } from "./keys.ts";

/**
 * The rows of files that did not go in, as each run found them: two may take in one file at once, and
 * the report is that of the one which finished it.
 */
export interface RowIssueStore {
  /** Adds issues of a file, in the order of its lines. The same ones again change nothing. */
  add(site: string, of: FileRun, issues: readonly RowIssue[]): Promise<void>;
  /** All of a file in the order of its lines, some at a time. */
  pages(site: string, of: FileRun): AsyncGenerator<RowIssue[]>;
  /** The first of a file in the order of its lines: all of them, or more than a page shows. */
  first(site: string, of: FileRun): Promise<RowIssue[]>;
  /** Takes away what a run found. */
  removeAll(site: string, of: FileRun): Promise<void>;
}

/** So many fill a few ten KB of an item's 400; so many letters of any script, where columns have long names. */
const ISSUES_AN_ITEM = 100;
const LETTERS_AN_ITEM = 100_000;

const inItems = (issues: readonly RowIssue[]): RowIssue[][] => {
  const items: RowIssue[][] = [];
  let letters = Number.POSITIVE_INFINITY;
  for (const issue of issues) {
    const more = JSON.stringify(issue).length;
    const item = items.at(-1);
    if (item && item.length < ISSUES_AN_ITEM && letters + more <= LETTERS_AN_ITEM) {
      item.push(issue);
      letters += more;
    } else {
      items.push([issue]);
      letters = more;
    }
  }
  return items;
};

export const createRowIssueStore = (table: Table): RowIssueStore => {
  const rangeOf = (site: string, of: FileRun) => ({
    pk: clinicalKeys.filePartition(site, of.fileId),
    prefix: clinicalPrefixes.rowIssues(of.run),
  });
  return {
    async add(site, of, issues) {
      for (const item of inItems(issues)) {
        const { line } = item[0] as RowIssue;
        await table.put({ ...clinicalKeys.rowIssues(site, of, line), issues: item });
      }
    },

    async *pages(site, of) {
      for await (const page of table.pages(rangeOf(site, of), { consistent: true })) {
        yield page.flatMap(({ issues }) => issues as RowIssue[]);
      }
    },

    async first(site, of) {
      const { items } = await table.page(rangeOf(site, of), { limit: 1, consistent: true });
      return items.flatMap(({ issues }) => issues as RowIssue[]);
    },

    async removeAll(site, of) {
      for await (const page of table.pages(rangeOf(site, of), { consistent: true })) {
        await table.removeMany(page);
      }
    },
  };
};
