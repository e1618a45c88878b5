import type { RowIssue } from "@throughline/shared/file-report.ts";
import type { Table } from "../table.ts";
import { clinicalKeys, clinicalPrefixes } from "./keys.ts";

/** The rows of files that did not go in. */
export interface RowIssueStore {
  /** Adds issues of a file, in the order of its lines. The same ones again change nothing. */
  add(site: string, fileId: string, issues: readonly RowIssue[]): Promise<void>;
  /** All of a file in the order of its lines, some at a time. */
  pages(site: string, fileId: string): AsyncGenerator<RowIssue[]>;
  /** The first of a file in the order of its lines: all of them, or more than a page shows. */
  first(site: string, fileId: string): Promise<RowIssue[]>;
  /** Takes all of a file away, before it is read once more. */
  removeAll(site: string, fileId: string): Promise<void>;
}

/** So many fill a few ten KB of an item's 400. */
const ISSUES_AN_ITEM = 100;

export const createRowIssueStore = (table: Table): RowIssueStore => {
  const rangeOf = (site: string, fileId: string) => ({
    pk: clinicalKeys.filePartition(site, fileId),
    prefix: clinicalPrefixes.rowIssues,
  });
  return {
    async add(site, fileId, issues) {
      for (let start = 0; start < issues.length; start += ISSUES_AN_ITEM) {
        const chunk = issues.slice(start, start + ISSUES_AN_ITEM);
        const { line } = chunk[0] as RowIssue;
        await table.put({ ...clinicalKeys.rowIssues(site, fileId, line), issues: chunk });
      }
    },

    async *pages(site, fileId) {
      for await (const page of table.pages(rangeOf(site, fileId), { consistent: true })) {
        yield page.flatMap(({ issues }) => issues as RowIssue[]);
      }
    },

    async first(site, fileId) {
      const { items } = await table.page(rangeOf(site, fileId), { limit: 1, consistent: true });
      return items.flatMap(({ issues }) => issues as RowIssue[]);
    },

    async removeAll(site, fileId) {
      for await (const page of table.pages(rangeOf(site, fileId), { consistent: true })) {
        await table.removeMany(page);
      }
    },
  };
};
