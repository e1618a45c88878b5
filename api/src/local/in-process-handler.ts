import { EventEmitter } from "node:events";
import type { Server } from "node:http";
import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";

type RequestHandler = Extract<
  NonNullable<DynamoDBClientConfig["requestHandler"]>,
  { handle: unknown }
>;

/** What the SDK hands over; the few fields that are used of it. */
interface SdkRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

/**
 * A transport of the AWS SDK that calls a server's request listener directly. The server never
 * listens: with no port and no socket there is nothing that another user of the machine could
 * reach, nothing to clean up after a crash, and no path-length limit to respect.
 */
export const createInProcessHandler = (server: Server): RequestHandler =>
  ({
    handle: (request: SdkRequest, options?: { abortSignal?: AbortSignal }) =>
      new Promise((resolve, reject) => {
        const abort = () => reject(new DOMException("The request was aborted", "AbortError"));
        if (options?.abortSignal?.aborted) return abort();
        options?.abortSignal?.addEventListener("abort", abort, { once: true });

        const incoming = Object.assign(new EventEmitter(), {
          method: request.method,
          url: request.path,
          headers: lowerCaseNames(request.headers),
        });
        const headers: Record<string, string> = {};
        const outgoing = {
          statusCode: 200,
          setHeader(name: string, value: string | number) {
            headers[name.toLowerCase()] = String(value);
          },
          end(body = "") {
            options?.abortSignal?.removeEventListener("abort", abort);
            const bytes = new TextEncoder().encode(body);
            resolve({ response: { statusCode: outgoing.statusCode, headers, body: bytes } });
          },
        };
        server.emit("request", incoming, outgoing);
        if (request.body) incoming.emit("data", bytesOf(request.body));
        incoming.emit("end");
      }),
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  }) as unknown as RequestHandler;

const bytesOf = (body: string | Uint8Array) =>
  typeof body === "string"
    ? Buffer.from(body)
    : Buffer.from(body.buffer, body.byteOffset, body.byteLength);

const lowerCaseNames = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
