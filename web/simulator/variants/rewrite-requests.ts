import type { PushRequest, PushResponse } from "@throughline/shared/journal.ts";
import type { Environment } from "../../src/journal/environment.ts";

type Push = (request: PushRequest) => Promise<Response>;

/** A page whose pushes pass through `between`; everything else goes its way. */
export const rewritePushes =
  (between: (request: PushRequest, send: Push) => Promise<Response>) =>
  (environment: Environment): Environment => ({
    ...environment,
    fetch: (url, init) => {
      const bytes = init?.body as Uint8Array<ArrayBuffer> | undefined;
      if (!bytes) return environment.fetch(url, init);
      const request = JSON.parse(new TextDecoder().decode(bytes)) as PushRequest;
      return between(request, (changed) =>
        environment.fetch(url, {
          ...init,
          body: new TextEncoder().encode(JSON.stringify(changed)),
        }),
      );
    },
  });

/** A page that reads the server's answers in another way; what is no answer of ours stays. */
export const rewriteAnswers = (
  change: (answer: PushResponse, request: PushRequest) => PushResponse,
) =>
  rewritePushes(async (request, send) => {
    const response = await send(request);
    if (!response.ok) return response;
    const answer = (await response.json().catch(() => null)) as PushResponse | null;
    return Response.json(answer?.results ? change(answer, request) : answer);
  });
