import type { Notify } from "../outlets.ts";

const TIMEOUT_MS = 10_000;

/** Calls a webhook: taken is what is answered with 2xx, at the very address, within ten seconds. */
export const createWebhookCaller =
  (fetch: typeof globalThis.fetch, timeoutMs = TIMEOUT_MS): Notify["call"] =>
  async (webhook, body) => {
    const answer = await fetch(webhook, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      // Elsewhere than the settings say nothing is sent.
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    if (answer.ok) return;
    throw Object.assign(new Error("Not taken"), { code: `HTTP_${answer.status}` });
  };
