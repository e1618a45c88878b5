import { checkHeader } from "@throughline/shared/csv/check-header.ts";
import type { ReadFactsOptions } from "@throughline/shared/csv/read-facts.ts";
import { HEADER_BYTES, type HeaderReport } from "@throughline/shared/header-report.ts";

/**
 * What a file's beginning tells, by the rules by which the server will read it. Rejects with a
 * `DOMException` where the file cannot be opened.
 */
export const checkFile = async (file: Blob, options: ReadFactsOptions): Promise<HeaderReport> => {
  const bytes = new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());
  return checkHeader(bytes, file.size <= HEADER_BYTES, options);
};
