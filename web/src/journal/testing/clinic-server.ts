import {
  type EntryResult,
  type PushRequest,
  pushRequestSchema,
} from "@throughline/shared/journal.ts";

/** What happens to one request on its way. */
export type Fate =
  | "answered"
  /** It never arrives. */
  | "lost"
  /** It is carried out, and the answer is lost. */
  | "answer lost"
  /** Something else answers, with status 200. */
  | "captive portal"
  /** The answer holds the first half of the results only. */
  | "half answered"
  | "unavailable";

/** A server of a test that keeps the sync protocol: first write wins, one day per visit. */
export interface ClinicServer {
  fetch: typeof globalThis.fetch;
  /** The fates of the next requests; afterwards all are answered. */
  fates: Fate[];
  /** Whether who asks is signed in as staff. */
  signedIn: boolean;
  requests: { url: string; body: PushRequest; init: RequestInit }[];
  /** Stored entries by `<day> <id>`. */
  stored: Map<string, PushRequest["entries"][number]>;
}

/** `rightDay` names the day that a visit belongs to; stations outside `stations` are refused. */
export const createClinicServer = ({
  rightDay = (visitDay: string) => visitDay,
  stations = ["entrance", "check-in", "vitals", "lab"],
}: {
  rightDay?: (visitDay: string) => string;
  stations?: string[];
} = {}): ClinicServer => {
  const stored: ClinicServer["stored"] = new Map();
  const visits = new Set<string>();
  const server: ClinicServer = {
    fates: [],
    signedIn: true,
    requests: [],
    stored,
    fetch: async (url, init = {}) => {
      const fate = server.fates.shift() ?? "answered";
      if (fate === "lost") throw new TypeError("Failed to fetch");
      if (fate === "captive portal") return new Response("<h1>Wi-Fi</h1>", { status: 200 });
      if (fate === "unavailable") return refusal(503, "UNAVAILABLE");
      const json: unknown = JSON.parse(new TextDecoder().decode(init.body as Uint8Array));
      const { success, data } = pushRequestSchema.safeParse(json);
      server.requests.push({ url: String(url), body: json as PushRequest, init });
      if (!success) return refusal(400, "BAD_REQUEST");
      const results = data.entries.map(record);
      if (fate === "answer lost") throw new TypeError("network changed");
      const told = fate === "half answered" ? results.slice(0, results.length / 2) : results;
      return Response.json({
        receivedAt: data.sentAt,
        results: told,
        ...(data.tablet && { tabletReported: server.signedIn }),
      });
    },
  };

  const record = (entry: PushRequest["entries"][number]): EntryResult => {
    const { id, body } = entry;
    const key = `${body.visitDay} ${id}`;
    const day = rightDay(body.visitDay);
    if (day !== body.visitDay && !visits.has(`${body.visitDay} ${body.visitId}`)) {
      return { id, status: "rejected", code: "WRONG_DAY", visitDay: day };
    }
    if (entry.type === "scan" && !stations.includes(entry.body.station)) {
      return { id, status: "rejected", code: "UNKNOWN_STATION" };
    }
    if (stored.has(key)) return { id, status: "duplicate" };
    stored.set(key, entry);
    visits.add(`${body.visitDay} ${body.visitId}`);
    return { id, status: "stored" };
  };

  return server;
};

const refusal = (status: number, code: string, headers: Record<string, string> = {}) =>
  Response.json({ error: { code, message: "" } }, { status, headers });
