import type { EntryResult, PushRequest } from "@throughline/shared/journal.ts";
import { productCode } from "../code.ts";
import { rewriteAnswers, rewritePushes } from "./rewrite-requests.ts";
import type { Variants } from "./variants.ts";

const mapEntries = (
  request: PushRequest,
  change: (entry: PushRequest["entries"][number]) => PushRequest["entries"][number],
): PushRequest => ({ ...request, entries: request.entries.map(change) });

/** Faults in what a device sends and how it reads the answer. */
export const variantsOfRequests: Variants = {
  "`sentAt` frozen at the first attempt": () => {
    const first = new Map<string, Pick<PushRequest, "sentAt" | "bootId" | "monotonicMs">>();
    return {
      ...productCode,
      environment: rewritePushes((request, send) => {
        const { sentAt, bootId, monotonicMs } = request;
        const key = request.entries[0]?.id ?? "";
        const frozen = first.get(key) ?? { sentAt, bootId, monotonicMs };
        first.set(key, frozen);
        return send({ ...request, ...frozen });
      }),
    };
  },

  "an id made anew on retry": () => {
    let attempts = 0;
    return {
      ...productCode,
      environment: rewritePushes(async (request, send) => {
        attempts++;
        const fresh = new Map<string, string>();
        const renamed = mapEntries(request, (entry) => {
          const id = `${entry.id.slice(0, -6)}${attempts.toString(16).padStart(6, "0")}`;
          fresh.set(id, entry.id);
          return { ...entry, id };
        });
        const response = await send(renamed);
        const text = await response.text();
        const back = text.replace(/"id":"([^"]*)"/g, (_, id) => `"id":"${fresh.get(id) ?? id}"`);
        return new Response(back, { status: response.status, headers: response.headers });
      }),
    };
  },

  "a day decided anew on retry": () => {
    const sent = new Set<string>();
    return {
      ...productCode,
      environment: rewritePushes((request, send) => {
        const today = request.sentAt.slice(0, 10);
        const dated = mapEntries(request, (entry) =>
          sent.has(entry.id)
            ? ({ ...entry, body: { ...entry.body, visitDay: today } } as typeof entry)
            : entry,
        );
        for (const { id } of request.entries) sent.add(id);
        return send(dated);
      }),
    };
  },

  "the measured offset applied to the request's clock as well": () => {
    let offsetMs = 0;
    return {
      ...productCode,
      environment: rewritePushes(async (request, send) => {
        const sentMs = Date.parse(request.sentAt);
        const sentAt = new Date(sentMs + offsetMs).toISOString();
        const response = await send({ ...request, sentAt });
        const answer = (await response
          .clone()
          .json()
          .catch(() => null)) as { receivedAt?: string } | null;
        const receivedMs = Date.parse(answer?.receivedAt ?? "");
        if (!Number.isNaN(receivedMs)) offsetMs = receivedMs - sentMs;
        return response;
      }),
    };
  },

  "the queue cleared on any 2xx": () => ({
    ...productCode,
    environment: rewritePushes(async (request, send) => {
      const response = await send(request);
      if (!response.ok) return response;
      const results = request.entries.map(({ id }) => ({ id, status: "stored" }));
      return Response.json({ receivedAt: request.sentAt, results });
    }),
  }),

  "`duplicate` treated as rejected": () => ({
    ...productCode,
    environment: rewriteAnswers((answer) => ({
      ...answer,
      results: answer.results.map(
        (result): EntryResult =>
          result.status === "duplicate"
            ? { id: result.id, status: "rejected", code: "UNREADABLE" }
            : result,
      ),
    })),
  }),

  "results matched by their position, in an answer of another order": () => ({
    ...productCode,
    environment: rewriteAnswers((answer, request) => ({
      ...answer,
      results: [...answer.results]
        .sort((one, other) => one.status.localeCompare(other.status))
        .map((result, index) => ({ ...result, id: request.entries[index]?.id ?? result.id })),
    })),
  }),

  "a batch that fails as a whole": () => ({
    ...productCode,
    environment: rewritePushes(async (request, send) => {
      const response = await send(request);
      const text = await response.text();
      const refused = response.ok && text.includes('"rejected"');
      return new Response(text, {
        status: refused ? 422 : response.status,
        headers: response.headers,
      });
    }),
  }),

  "undos that are not sent": () => ({
    ...productCode,
    environment: rewritePushes(async (request, send) => {
      const entries = request.entries.filter(({ type }) => type !== "void");
      const undone = request.entries.filter(({ type }) => type === "void");
      const told = undone.map(({ id }) => ({ id, status: "stored" }));
      if (entries.length === 0) {
        return Response.json({ receivedAt: request.sentAt, results: told });
      }
      const response = await send({ ...request, entries });
      if (!response.ok) return response;
      const answer = (await response.json().catch(() => null)) as { results?: unknown[] } | null;
      return Response.json({ ...answer, results: [...(answer?.results ?? []), ...told] });
    }),
  }),
};
