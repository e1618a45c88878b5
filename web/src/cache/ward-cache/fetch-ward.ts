import {
  type WardList,
  type WardSnapshot,
  wardListSchema,
  wardSnapshotSchema,
} from "@throughline/shared/ward-api.ts";
import * as z from "zod/mini";
import type { Answer } from "../../journal/request.ts";
import { requestAsStaff } from "../session.ts";
import { inTime } from "./in-time.ts";
import { keepSnapshot, keepWardList, renewSnapshot } from "./kept-wards.ts";
import type { Fetched, KeptSnapshot, KeptWardList } from "./ward-database.ts";

/** Reads nothing from the network that its caller does not want any more. */
interface Options {
  signal: AbortSignal;
}

type SnapshotAnswer =
  | { kind: "new"; snapshot: WardSnapshot }
  | { kind: "same"; asOf: string; monitorAt: string | null };

/** The path of a ward below `/api/v1`. */
export const wardPath = (site: string, ward: string): string =>
  `/wards/${encodeURIComponent(ward)}?site=${encodeURIComponent(site)}`;

/**
 * Asks for a ward's snapshot, or only whether the kept one still holds, and keeps the answer. A
 * browser that stores nothing still gets it.
 */
export const fetchSnapshot = async (
  { site, ward, kept }: { site: string; ward: string; kept: KeptSnapshot | undefined },
  { signal }: Options,
): Promise<Answer<KeptSnapshot>> => {
  let etag: string | null = null;
  const sentMs = Date.now();
  const ask: typeof fetch = async (url, init) => {
    const headers = new Headers(init?.headers);
    if (kept?.etag) headers.set("if-none-match", kept.etag);
    const response = await fetch(url, { ...init, headers });
    etag = response.headers.get("etag");
    if (response.status !== 304) return response;
    return Response.json({
      asOf: response.headers.get("x-as-of"),
      monitorAt: response.headers.get("x-monitor-at") || null,
    });
  };
  const answer = await requestAsStaff(wardPath(site, ward), {
    signal,
    fetch: ask,
    read: (json): SnapshotAnswer =>
      kept && "version" in (json as object) === false
        ? { kind: "same", ...z.parse(stillSoSchema, json) }
        : { kind: "new", snapshot: z.parse(wardSnapshotSchema, json) },
  });
  if (!answer.ok) return answer;
  if (signal.aborted) return { ok: false, status: 0, code: "CANCELLED" };
  const { value } = answer;
  if (value.kind === "new") {
    const { snapshot } = value;
    const fetched = { site, ward, snapshot, etag, ...clocks(snapshot.asOf, sentMs) };
    await inTime(keepSnapshot(fetched, sentMs));
    return { ...answer, value: fetched };
  }
  const { asOf, monitorAt } = value;
  const renewed = { asOf, monitorAt, ...clocks(asOf, sentMs) };
  const known = kept as KeptSnapshot;
  await inTime(renewSnapshot(known, { ...renewed, sentMs }));
  const { offsetMs, fetchedAtMs } = renewed;
  const snapshot = { ...known.snapshot, asOf, monitorAt };
  return { ...answer, value: { ...known, snapshot, offsetMs, fetchedAtMs } };
};

const stillSoSchema = z.pick(wardSnapshotSchema, { asOf: true, monitorAt: true });

/** Asks for the wards of a site, and keeps the answer. */
export const fetchWardList = async (
  site: string,
  { signal }: Options,
): Promise<Answer<KeptWardList>> => {
  const sentMs = Date.now();
  const answer = await requestAsStaff<WardList>(`/wards?site=${encodeURIComponent(site)}`, {
    signal,
    read: (json) => z.parse(wardListSchema, json),
  });
  if (!answer.ok) return answer;
  if (signal.aborted) return { ok: false, status: 0, code: "CANCELLED" };
  const fetched = { site, list: answer.value, ...clocks(answer.value.asOf, sentMs) };
  await inTime(keepWardList(fetched, sentMs));
  return { ...answer, value: fetched };
};

/** The answer was made about in the middle of the attempt. */
const clocks = (asOf: string, sentMs: number): Fetched => {
  const fetchedAtMs = Date.now();
  return { fetchedAtMs, offsetMs: Math.round(Date.parse(asOf) - (sentMs + fetchedAtMs) / 2) };
};
