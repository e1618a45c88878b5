import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";

const LONGEST_REQUEST_MS = 10_000;

export interface HttpServer {
  /** The port that was really taken. */
  port: number;
  /** Accepts nothing more, lets requests finish (10 s at most), and frees the port. */
  close(): Promise<void>;
}

/** Serves on one address. Rejects with the system's error when that cannot be listened on. */
export const listen = async (
  { host, port }: { host: string; port: number },
  fetch: Parameters<typeof createAdaptorServer>[0]["fetch"],
): Promise<HttpServer> => {
  const server = createAdaptorServer({ fetch }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        // A connection whose last request has just been answered would be kept open otherwise.
        const idle = setInterval(() => server.closeIdleConnections(), 50);
        const late = setTimeout(() => server.closeAllConnections(), LONGEST_REQUEST_MS);
        server.close(() => {
          clearInterval(idle);
          clearTimeout(late);
          resolve();
        });
      }),
  };
};
