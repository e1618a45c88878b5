import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useMemo, useState } from "react";
import * as z from "zod/mini";
import { keepAnswer, readAnswer } from "./answers.ts";
import { nextPollMs } from "./polling.ts";
import { requestAsStaff } from "./session.ts";

/** Why the last request brought nothing. */
export interface Failure {
  status: number;
  code: string;
  message?: string;
}

export interface Known<T> {
  value: T;
  /** When this device got it, by its own clock. */
  fetchedAtMs: number;
}

export interface AnswerState<T> {
  /** The last known answer: of now, or kept from before. */
  known: Known<T> | undefined;
  /** Set while the last attempt has failed. */
  failure: Failure | undefined;
  /** Nothing is known yet and an attempt is on its way. */
  loading: boolean;
  reload: () => void;
}

interface Options<T> {
  /** Milliseconds between polls while the page is visible; null asks once. Told the last answer. */
  everyMs?: (value: T | undefined) => number | null;
  /** For answers that take the server longer than others. */
  timeoutMs?: number;
}

/**
 * What `GET path` answers (below `/api/v1`), kept in this browser so that it is there without a
 * network. A null path asks nothing.
 */
export const useAnswer = <S extends z.ZodMiniType>(
  path: string | null,
  schema: S,
  { everyMs, timeoutMs }: Options<z.infer<S>> = {},
): AnswerState<z.infer<S>> => {
  type T = z.infer<S>;
  const [attempt, setAttempt] = useState(0);
  const [latest, setLatest] = useState<{ path: string; fetched?: Known<T>; failure?: Failure }>();
  const kept = useLiveQuery(
    () => (path === null ? undefined : readAnswer(path).catch(() => undefined)),
    [path],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks again; the options are read anew by every poll.
  useEffect(() => {
    if (path === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let asking = false;
    let value: T | undefined;
    const controller = new AbortController();

    const ask = async () => {
      if (asking || controller.signal.aborted) return;
      asking = true;
      clearTimeout(timer);
      const answer = await requestAsStaff<T>(path, {
        read: (json) => z.parse(schema, json),
        signal: controller.signal,
        ...(timeoutMs !== undefined && { timeoutMs }),
      });
      asking = false;
      if (controller.signal.aborted) return;
      if (answer.ok) {
        failures = 0;
        value = answer.value;
        const fetched = { value: answer.value, fetchedAtMs: Date.now() };
        setLatest({ path, fetched });
        // A browser that stores nothing still shows what has just come.
        keepAnswer({ url: path, ...fetched }).catch(() => undefined);
      } else {
        failures += 1;
        const { status, code, message } = answer;
        const failure = { status, code, ...(message && { message }) };
        setLatest((last) => ({ ...(last?.path === path ? last : { path }), failure }));
      }
      const pause = everyMs?.(value) ?? null;
      if (pause === null && answer.ok) return;
      if (!answer.ok && answer.status >= 400 && answer.status < 500 && answer.status !== 429)
        return;
      const wait = answer.ok ? undefined : answer.retryAfterSeconds;
      timer = setTimeout(poll, nextPollMs(pause ?? 3_000, failures, wait));
    };
    const poll = () => {
      if (document.visibilityState === "visible") void ask();
    };
    const wake = () => {
      const live = failures > 0 || (everyMs?.(value) ?? null) !== null;
      if (live && document.visibilityState === "visible") void ask();
    };
    void ask();
    document.addEventListener("visibilitychange", wake);
    window.addEventListener("online", wake);
    return () => {
      controller.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", wake);
      window.removeEventListener("online", wake);
    };
  }, [path, schema, attempt]);

  const keptKnown = useMemo((): Known<T> | undefined => {
    if (!kept || kept.url !== path) return undefined;
    const parsed = z.safeParse(schema, kept.value);
    return parsed.success ? { value: parsed.data, fetchedAtMs: kept.fetchedAtMs } : undefined;
  }, [kept, path, schema]);
  const current = latest?.path === path ? latest : undefined;
  const known = newer(current?.fetched, keptKnown);
  return {
    known,
    failure: current?.failure,
    loading: path !== null && !known && !current?.failure,
    reload: () => setAttempt((count) => count + 1),
  };
};

const newer = <T>(a: Known<T> | undefined, b: Known<T> | undefined): Known<T> | undefined =>
  a && b ? (a.fetchedAtMs >= b.fetchedAtMs ? a : b) : (a ?? b);
