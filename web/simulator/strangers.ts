import type { Random } from "@throughline/shared/testing/random.ts";

const html = (status: number, headers: Record<string, string> = {}) =>
  new Response("<h1>Welcome to the guest Wi-Fi</h1>", {
    status,
    headers: { "content-type": "text/html", ...headers },
  });

const json = (status: number, value: unknown) => Response.json(value, { status });

/** What something that is not the product answers: a portal, a proxy, an edge, a gateway. */
export const answerOfStranger = (random: Random): Response =>
  random.pick<() => Response>([
    () => html(200),
    () => json(200, {}),
    () => json(200, null),
    () => new Response('{"receivedAt":"2026-', { status: 200 }),
    () => html(400),
    () => html(403),
    () => json(404, { message: "Not Found" }),
    () => html(408),
    () => html(413),
    () => html(500),
    () => html(502),
    () => json(503, { message: "Service Unavailable" }),
    () => html(504),
  ])();

/** An edge that throttles, with the seconds to stay away, or without. */
export const askToWait = (random: Random): Response =>
  html(429, random.chance(0.7) ? { "retry-after": String(1 + random.int(90)) } : {});
