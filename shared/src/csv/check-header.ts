import type { FeedProfile } from "../feed-profile.ts";
import type { FileColumn } from "../file-columns.ts";
import type { HeaderReport } from "../header-report.ts";
import { statusWord } from "../lab-test.ts";
import type { Facts } from "./check-row.ts";
import { guessDelimiter, guessEncoding, readFirstRow } from "./guess-format.ts";
import { createFactsReader, type FileItem, type ReadFactsOptions } from "./read-facts.ts";
import { MOST_COLUMNS } from "./recognise-header.ts";
import { MOST_UNKNOWN_STATUSES } from "./unknown-status.ts";

const SAMPLE_ROWS = 5;
const MOST_ROWS = 20;

/**
 * What the first bytes of a file tell through a feed's profile, by the very reader that will take the
 * file in. `isWhole`: whether they are all of it.
 */
export const checkHeader = (
  bytes: Uint8Array,
  isWhole: boolean,
  options: ReadFactsOptions,
): HeaderReport => {
  const { profile } = options;
  const reader = createFactsReader(options);
  const items = reader.push(bytes);
  // Bytes without a whole header would tell nothing: then their end is taken for the file's.
  if (isWhole || items.length === 0) items.push(...reader.end());
  const header = items.find((item) => item.type === "header");
  const end = items.find((item) => item.type === "end");
  const isText = end?.problem?.code !== "ZIP_ARCHIVE";
  const encoding = guessEncoding(bytes, isWhole);
  const delimiter = guessDelimiter(bytes, encoding, profile);
  const at = Object.entries(header?.header.at ?? {});
  const rows = items.flatMap(describeRow);
  const words = items.flatMap((item) => (item.type === "row" ? (item.unknownStatus ?? []) : []));
  return {
    kind: header?.header.kind ?? null,
    problem: end?.problem ?? null,
    // Names that nobody knows yet are those that have to be mapped.
    columns: (header?.header.names ?? namesIn(bytes, profile)).map((name, index) => ({
      name,
      readAs: at.find(([, place]) => place === index)?.[0] ?? null,
    })),
    absent: header?.header.absent ?? [],
    encoding: header?.encoding ?? end?.encoding ?? profile.encoding,
    delimiter: profile.delimiter,
    guess: {
      ...(isText && encoding !== (header?.encoding ?? profile.encoding) && { encoding }),
      ...(delimiter !== undefined && delimiter !== profile.delimiter && { delimiter }),
    },
    looked: { rows: rows.length, rejected: rows.filter(({ says }) => says === null).length },
    unknownStatuses: onceEach(words).slice(0, MOST_UNKNOWN_STATUSES),
    asOf: header?.asOf ?? null,
    remarks: countEach(rows.flatMap(({ remarks }) => remarks)),
    rows: rows.filter(({ says }, index) => index < SAMPLE_ROWS || !says).slice(0, MOST_ROWS),
  };
};

const namesIn = (bytes: Uint8Array, profile: FeedProfile): string[] =>
  readFirstRow(bytes, profile)
    ?.cells.map((cell) => cell.trim())
    .slice(0, MOST_COLUMNS) ?? [];

const onceEach = (words: readonly string[]): string[] => {
  const found = new Map<string, string>();
  for (const word of words) if (!found.has(statusWord(word))) found.set(statusWord(word), word);
  return [...found.values()];
};

const countEach = (sentences: readonly string[]): HeaderReport["remarks"] => {
  const counts = new Map<string, number>();
  for (const sentence of sentences) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  return [...counts].map(([sentence, rows]) => ({ sentence, rows }));
};

const describeRow = (item: FileItem): HeaderReport["rows"] => {
  if (item.type === "row") {
    const { line, facts, remarks } = item;
    return [{ line, says: describeFacts(facts), remarks, reasons: [] }];
  }
  if (item.type !== "rejected") return [];
  const { line, reasons } = item;
  return [{ line, says: null, remarks: [], reasons }];
};

/** What a row says, by our columns; what it does not say is left out. */
const describeFacts = (facts: Facts): Record<string, string> =>
  Object.fromEntries(
    Object.entries(factsByColumn(facts)).flatMap(([column, value]) =>
      value ? [[column, value]] : [],
    ),
  );

const factsByColumn = (facts: Facts): Partial<Record<FileColumn, string | null>> => {
  if (facts.kind === "records") return facts.record;
  if (facts.kind === "lis") {
    const { test, updatedAt } = facts;
    return {
      test_id: test.testId,
      patient_id: test.patientId,
      test_type: test.testType,
      test_date: test.performedAt,
      admission_id: test.admissionId,
      result: test.result,
      status: test.status,
      lab_location: test.labLocation,
      updated_at: updatedAt,
    };
  }
  const { patient, stay, updatedAt } = facts;
  return {
    patient_id: patient.patientId,
    first_name: patient.firstName,
    last_name: patient.lastName,
    date_of_birth: patient.dateOfBirth,
    gender: patient.gender,
    ...(stay && {
      admission_id: stay.admissionId,
      admission_date: stay.admittedAt,
      ward: stay.ward,
      bed_number: stay.bed,
      status: stay.status,
      discharge_date: stay.dischargedAt,
    }),
    updated_at: updatedAt,
  };
};
