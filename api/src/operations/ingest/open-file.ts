import type { Readable } from "node:stream";
import { wrongKind } from "@throughline/shared/csv/file-problem.ts";
import { findAsOfInName } from "@throughline/shared/csv/find-as-of.ts";
import { FUTURE_SLACK_MS } from "@throughline/shared/csv/read-cells.ts";
import { createFactsReader, type FileItem } from "@throughline/shared/csv/read-facts.ts";
import type { FileProblem, FileReport } from "@throughline/shared/file-report.ts";
import { createLocalClock } from "@throughline/shared/written-time.ts";
import type { OperationDeps } from "../../deps.ts";
import { requireSettings } from "../site-settings.ts";
import { type ChosenFeed, chooseFeed, HEAD_BYTES } from "./choose-feed.ts";
import { readPieces } from "./read-pieces.ts";

type Header = Extract<FileItem, { type: "header" }>;

/** A file whose header was read, and its rows that were not yet. */
export interface OpenFile extends ChosenFeed {
  name: string;
  header: Header;
  asOf: string;
  asOfFrom: NonNullable<FileReport["asOfFrom"]>;
  items: AsyncGenerator<FileItem>;
}

export type Opened =
  | OpenFile
  /** It has no rows that could be read. */
  | { problem: FileProblem; encoding: string | null }
  /** Its bytes are not there. */
  | "missing";

/** Reads a file's header, and with it everything that holds for the file as a whole. */
export const openFile = async (
  { store, maxUploadBytes }: Pick<OperationDeps, "store" | "maxUploadBytes">,
  site: string,
  report: FileReport,
  read: (options: { to?: number }) => Promise<Readable | undefined>,
): Promise<Opened> => {
  const { timeZone } = await requireSettings(store, site);
  const { counting } = await store.clinical.wardSettings.readFresh(site);
  const clock = createLocalClock(timeZone);
  const receivedMs = Date.parse(report.receivedAt);
  const options = { clock, receivedMs, counting, maxBytes: maxUploadBytes };
  const chosen = await chooseFeed(
    { store },
    site,
    report.feed,
    () => read({ to: HEAD_BYTES }),
    options,
  );
  const bytes = await read({});
  if (!bytes) return "missing";
  const items = readPieces(bytes, createFactsReader({ ...options, profile: chosen.profile }));
  const { value: first } = await items.next();
  const refuse = async (problem: FileProblem): Promise<Opened> => {
    await items.return(undefined);
    return { problem, encoding: first?.type === "header" ? first.encoding : null };
  };
  if (first?.type !== "header") {
    if (first?.type === "end" && first.problem) return refuse(first.problem);
    throw new Error("A file's reading begins with neither its header nor a problem");
  }
  const { kind } = first.header;
  const expected = chosen.stored?.feed.kind ?? kind;
  if (kind !== expected) {
    return refuse(wrongKind(chosen.name ?? kind, expected, kind));
  }
  const settled = settleAsOf(report, first, () =>
    findAsOfInName(report.name, chosen.profile, clock, receivedMs),
  );
  if ("problem" in settled) return refuse(settled.problem);
  return { ...chosen, name: chosen.name ?? kind, header: first, items, ...settled };
};

type AsOf = Pick<OpenFile, "asOf" | "asOfFrom">;

/** A column tells it, else the name, else the sender, else the receipt. Once settled it stays so. */
const settleAsOf = (
  report: FileReport,
  header: Header,
  findInName: () => ReturnType<typeof findAsOfInName>,
): AsOf | { problem: FileProblem } => {
  const { startedAt, asOf, asOfFrom, receivedAt } = report;
  if (startedAt !== null && asOf !== null && asOfFrom !== null) return { asOf, asOfFrom };
  if (header.asOf !== null) return { asOf: header.asOf, asOfFrom: "column" };
  const named = findInName();
  if ("problem" in named) return named;
  if (named.asOf !== null) return { asOf: named.asOf, asOfFrom: "name" };
  if (asOf === null) return { asOf: receivedAt, asOfFrom: "receipt" };
  if (Date.parse(asOf) > Date.parse(receivedAt) + FUTURE_SLACK_MS) {
    const sentence =
      "As of when the file holds (as it was sent) lies more than 10 minutes in the future.";
    return { problem: { code: "AS_OF_IN_FUTURE", sentence } };
  }
  return { asOf, asOfFrom: "upload" };
};
