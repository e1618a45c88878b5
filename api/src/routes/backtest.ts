import { readIsoTime } from "@throughline/shared/csv/iso-time.ts";
import { AppError } from "@throughline/shared/errors.ts";
import { codeSchema } from "@throughline/shared/station.ts";
import { type Backtest, MAX_BACKTEST_BYTES } from "@throughline/shared/ward-api.ts";
import { createLocalClock, toInstant } from "@throughline/shared/written-time.ts";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import * as z from "zod/mini";
import type { Deps } from "../deps.ts";
import { profileOf } from "../operations/ingest/profile-of.ts";
import { requireSettings } from "../operations/site-settings.ts";
import { runBacktest } from "../operations/ward/run-backtest.ts";
import { parse, sendJson } from "./json.ts";
import { noteAccess } from "./note-access.ts";
import { siteOf } from "./queries.ts";

/** So long is whoever asks beside another told to wait. */
const ANOTHER_SECONDS = 15;

const limitFiles = bodyLimit({
  maxSize: MAX_BACKTEST_BYTES,
  onError: () => {
    throw new AppError("TOO_LARGE", { details: { maxBytes: MAX_BACKTEST_BYTES } });
  },
});

/** A part of a form streams as one piece, and whoever reads that lets nobody else run meanwhile. */
const PIECE_BYTES = 64 * 1024;

async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < file.size; from += PIECE_BYTES) {
    yield new Uint8Array(await file.slice(from, from + PIECE_BYTES).arrayBuffer());
  }
}

const file = z.instanceof(File, { message: "a file" });

const backtestFormSchema = z.object({
  pms: file,
  lis: file,
  threshold: z.coerce.number().check(z.minimum(0.25), z.maximum(24 * 60)),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  pmsFeed: z.optional(codeSchema),
  lisFeed: z.optional(codeSchema),
  stepSeconds: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(86_400))),
});

/** What a threshold would have meant in the past of two files. Nothing of them is stored. */
export const createBacktestRoutes = (deps: Deps) => {
  const routes = new Hono();
  let isBusy = false;

  /** What is read of its files fills the memory: two at a time could end the process, and the monitor. */
  const oneAtATime = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isBusy) throw new AppError("UNAVAILABLE", { retryAfterSeconds: ANOTHER_SECONDS });
    isBusy = true;
    return work().finally(() => {
      isBusy = false;
    });
  };

  routes.post("/backtest", limitFiles, async (c) => {
    const site = siteOf(c);
    const { timeZone } = await requireSettings(deps.store, site);
    const { counting } = await deps.store.clinical.wardSettings.read(site);
    const fileOf = async (file: File, feed: string) => ({
      name: file.name,
      bytes: piecesOf(file),
      profile: profileOf(await deps.store.clinical.feeds.get(site, feed)),
    });
    const form = parse(backtestFormSchema, await readForm(c.req.raw));
    const fromMs = instantOf("from", form.from, timeZone);
    const toMs = instantOf("to", form.to, timeZone);
    if (fromMs !== undefined && toMs !== undefined && fromMs >= toMs) {
      throw refusal("to", "not after `from`");
    }
    const found = await oneAtATime(async () =>
      runBacktest({
        pms: await fileOf(form.pms, form.pmsFeed ?? "pms"),
        lis: await fileOf(form.lis, form.lisFeed ?? "lis"),
        thresholdHours: form.threshold,
        rule: counting,
        timeZone,
        fromMs,
        toMs,
        stepMs: (form.stepSeconds ?? 60) * 1_000,
        nowMs: deps.now(),
      }),
    );
    if ("problem" in found) throw refusal(found.file, found.problem.sentence);
    const answer: Backtest = found;
    await noteAccess(c, deps, site, { count: answer.admissions });
    return sendJson(c, answer);
  });

  return routes;
};

const refusal = (field: string, problem: string) =>
  new AppError("BAD_REQUEST", { details: { field, problem } });

const readForm = async (request: Request): Promise<Record<string, unknown>> => {
  try {
    return Object.fromEntries(await request.formData());
  } catch (cause) {
    throw new AppError("UNSUPPORTED_MEDIA_TYPE", { cause });
  }
};

const instantOf = (field: string, text: string | undefined, timeZone: string) => {
  if (!text) return undefined;
  const time = readIsoTime(text.trim());
  const instant = time && toInstant(time, createLocalClock(timeZone));
  if (typeof instant !== "number")
    throw refusal(field, "a date or a time such as 2026-03-01T08:00");
  return instant;
};
