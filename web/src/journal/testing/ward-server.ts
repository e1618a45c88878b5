import {
  type WardEntry,
  type WardPushRequest,
  type WardPushResponse,
  wardPushRequestSchema,
} from "@throughline/shared/ward-entry.ts";
import type { Fate } from "./clinic-server.ts";

/** A server of a test that keeps the ward's sync protocol: first write wins. */
export interface WardServer {
  fetch: typeof globalThis.fetch;
  /** The fates of the next requests; afterwards all are answered. */
  fates: Fate[];
  requests: { url: string; body: WardPushRequest }[];
  /** By id, with the site that they were sent to. */
  stored: Map<string, { entry: WardEntry; site: string | null; tablet: string }>;
}

/** Stays outside `admissions` are refused. */
export const createWardServer = (admissions: readonly string[] = ["a1"]): WardServer => {
  const server: WardServer = {
    fates: [],
    requests: [],
    stored: new Map(),
    fetch: async (input, init = {}) => {
      const fate = server.fates.shift() ?? "answered";
      if (fate === "lost") throw new TypeError("Failed to fetch");
      if (fate === "captive portal") return Response.json({ receivedAt: "now", results: [{}] });
      if (fate === "unavailable") return refusal(503, "UNAVAILABLE");
      const body = JSON.parse(new TextDecoder().decode(init.body as Uint8Array));
      server.requests.push({ url: String(input), body });
      const { success, data } = wardPushRequestSchema.safeParse(body);
      if (!success) return refusal(400, "BAD_REQUEST");
      const site = new URL(String(input), "http://ward.test").searchParams.get("site");
      const results = data.entries.map((entry) => record(entry, site, data.tablet));
      if (fate === "answer lost") throw new TypeError("network changed");
      const told = fate === "half answered" ? results.slice(0, results.length / 2) : results;
      return Response.json({ receivedAt: data.sentAt, results: told });
    },
  };
  const record = (
    entry: WardEntry,
    site: string | null,
    tablet: string,
  ): WardPushResponse["results"][number] => {
    const { id } = entry;
    if (entry.type !== "view" && !admissions.includes(entry.body.admissionId)) {
      return { id, status: "rejected", code: "UNKNOWN_ADMISSION" };
    }
    if (server.stored.has(id)) return { id, status: "duplicate" };
    server.stored.set(id, { entry, site, tablet });
    return { id, status: "stored" };
  };
  return server;
};

const refusal = (status: number, code: string) =>
  Response.json({ error: { code, message: "" } }, { status });
