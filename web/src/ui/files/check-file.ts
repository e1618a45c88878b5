import { checkHeader } from "@throughline/shared/csv/check-header.ts";
import { findAsOfInName } from "@throughline/shared/csv/find-as-of.ts";
import type { ReadFactsOptions } from "@throughline/shared/csv/read-facts.ts";
import { HEADER_BYTES, type HeaderReport } from "@throughline/shared/header-report.ts";

/**
 * What a file's beginning tells, by the rules by which the server will read it; its name too, where
 * it has one. Rejects with a `DOMException` where the file cannot be opened.
 */
export const checkFile = async (
  file: Blob,
  name: string | undefined,
  options: ReadFactsOptions,
): Promise<HeaderReport> => {
  const bytes = new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());
  const report = checkHeader(bytes, file.size <= HEADER_BYTES, options);
  const { profile, clock, receivedMs } = options;
  if (name === undefined || report.kind === null || profile.asOf?.from !== "name") return report;
  const named = findAsOfInName(name, profile, clock, receivedMs);
  // Nothing of such a file goes in.
  if ("problem" in named) return { ...report, kind: null, problem: named.problem };
  return { ...report, asOf: named.asOf };
};
