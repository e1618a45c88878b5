import type { PushRequest } from "@throughline/shared/journal.ts";
import type { Page } from "./page.ts";
import { answerOfStranger, askToWait } from "./strangers.ts";
import type { World } from "./world.ts";

/** What is between phones and server. Nothing takes longer in it than a request is waited for. */
export interface Network {
  fetch(page: Page, url: string, init: RequestInit): Promise<Response>;
}

/** Above this a browser refuses a request that is to outlive its page. */
const KEEPALIVE_BYTES = 64 * 1024;

export const createNetwork = (world: World): Network => {
  const { random, scheduler } = world;
  const latency = () => (world.strikes("slow") ? 1_000 + random.int(6_000) : 15 + random.int(300));

  const lateDay = () => new Date(scheduler.nowMs() - 13 * 3_600_000).toISOString().slice(0, 10);
  /** Somebody asks for the figures of a day that may be closed, while its events come in. */
  const lookMeanwhile = (day: string) =>
    scheduler.later(random.int(300), "somebody looks at the day", () => {
      void world.server.ask(`/sites/main/flow/days/${day}`);
    });

  return {
    fetch: (page, url, init) =>
      new Promise((resolve, reject) => {
        const body = init.body as Uint8Array<ArrayBuffer> | undefined;
        if (init.keepalive && body && body.byteLength > KEEPALIVE_BYTES) {
          reject(new TypeError("Failed to fetch"));
          return;
        }
        const fail = () => reject(new TypeError("Failed to fetch"));
        /** Half of what goes wrong is noticed, the rest is waited for in vain. */
        const failSomehow = () => {
          if (random.chance(0.5)) page.later(latency(), "no connection", fail);
        };
        init.signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));

        const push = body && (JSON.parse(new TextDecoder().decode(body)) as PushRequest);
        if (push) world.ledger.attempted(push);
        if (!page.phone.isOnline() || world.strikes("lostRequest")) return failSomehow();
        const answerWith = (response: Response) =>
          page.later(latency(), "gets an answer", () => {
            if (page.phone.isOnline()) resolve(response);
            else failSomehow();
          });
        if (world.strikes("busyEdge")) return answerWith(askToWait(random));
        if (world.strikes("strangerAnswers")) return answerWith(answerOfStranger(random));

        const sentMs = scheduler.nowMs();
        const deliver = (answered: (response: Response | undefined) => void) =>
          scheduler.later(latency(), `${page.name} request arrives`, () => {
            const cut = !page.isAlive() && !init.keepalive && random.chance(0.5);
            if (cut) return;
            if (push) world.ledger.delivered(page, push, { sentMs, receivedMs: scheduler.nowMs() });
            const day = push?.entries[0]?.body.visitDay;
            if (day && day < lateDay()) for (let look = 0; look < 3; look++) lookMeanwhile(day);
            world.server.handle(page.phone.address, url, init, answered);
          });
        deliver((response) => {
          if (!response || world.strikes("lostAnswer")) failSomehow();
          else if (world.strikes("strangerAnswers")) answerWith(answerOfStranger(random));
          else answerWith(response);
        });
        if (world.strikes("duplicated")) deliver(() => {});
      }),
  };
};
