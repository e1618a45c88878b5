import { addDays } from "@throughline/shared/calendar.ts";
import { type Backtest, backtestSchema } from "@throughline/shared/ward-api.ts";
import * as z from "zod/mini";
import { clinicalPath } from "../cache/clinical.ts";
import { requestAsStaff } from "../cache/session.ts";
import type { Answer } from "../journal/request.ts";

/** A server may take long over the files of a year. */
const TIMEOUT_MS = 600_000;

export interface BacktestQuestion {
  pms: File;
  lis: File;
  thresholdHours: number;
  /** Days, both included; empty for as far as the files reach. */
  from: string;
  to: string;
  stepSeconds: number;
  /** How the files are written; null for the feed that is called like their kind. */
  pmsFeed: string | null;
  lisFeed: string | null;
}

/** Asks what a threshold would have meant. Rejects with a `DOMException` where a file cannot be read. */
export const askBacktest = async (
  site: string,
  question: BacktestQuestion,
  signal: AbortSignal,
): Promise<Answer<Backtest>> => {
  const fields = new FormData();
  const { pms, lis, thresholdHours, from, to, stepSeconds, pmsFeed, lisFeed } = question;
  fields.append("pms", pms);
  fields.append("lis", lis);
  fields.append("threshold", String(thresholdHours));
  fields.append("stepSeconds", String(stepSeconds));
  if (from) fields.append("from", from);
  if (to) fields.append("to", addDays(to, 1));
  if (pmsFeed) fields.append("pmsFeed", pmsFeed);
  if (lisFeed) fields.append("lisFeed", lisFeed);
  const form = await encodeForm(fields);
  return requestAsStaff(clinicalPath(site, "/backtest"), {
    // The patients' page has no room for a way to send forms.
    fetch: (url, init) =>
      fetch(url, {
        ...init,
        method: "POST",
        body: form.bytes,
        headers: { ...init?.headers, ...form.headers },
      }),
    read: (json) => z.parse(backtestSchema, json),
    timeoutMs: TIMEOUT_MS,
    signal,
  });
};

/** A form as the bytes that are sent, whose hash a content delivery network asks for. */
const encodeForm = async (fields: FormData) => {
  const encoded = new Response(fields);
  const bytes = await encoded.arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return {
    bytes,
    headers: {
      "content-type": encoded.headers.get("content-type") ?? "",
      "x-amz-content-sha256": Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join(
        "",
      ),
    },
  };
};
