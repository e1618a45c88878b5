import type { Server } from "node:http";
import { createServer as createTlsServer, type Server as TlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { WebSocketServer } from "ws";
import { closeServer } from "./close-server.ts";

/** More than any message that a socket's client has to send. */
const MAX_MESSAGE_BYTES = 4_096;
/** So long may a socket's client take to say goodbye. */
const GOODBYE_MS = 1_000;
/** Close code of RFC 6455. */
const GOING_AWAY = 1001;
/** A large file over a slow line; headers have their own, shorter time. */
const LONGEST_REQUEST_MS = 30 * 60_000;

export type Fetch = (request: Request, env: unknown) => Response | Promise<Response>;

/** A private key and its certificates, in PEM. */
export interface Tls {
  key: string;
  cert: string;
}

export interface HttpServer {
  /** The port that was really taken. */
  port: number;
  /** Accepts nothing more, lets requests finish (10 s at most), and frees the port. */
  close(): Promise<void>;
}

export interface SecureServer extends HttpServer {
  /** New connections get this certificate; those that are open keep theirs. */
  useCertificate(tls: Tls): void;
}

/**
 * Serves on one address, by HTTPS when there is `tls`; what a route upgrades becomes a WebSocket.
 * Rejects with the system's error when that
 * cannot be listened on.
 */
export const listen = async (
  { host, port, tls }: { host: string; port: number; tls?: Tls },
  fetch: Fetch,
): Promise<SecureServer> => {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const server = createAdaptorServer({
    fetch,
    websocket: { server: sockets },
    ...(tls
      ? { createServer: createTlsServer, serverOptions: { key: tls.key, cert: tls.cert } }
      : {}),
  }) as Server;
  server.requestTimeout = LONGEST_REQUEST_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    useCertificate: ({ key, cert }) => (server as TlsServer).setSecureContext({ key, cert }),
    async close() {
      const closed = closeServer(server);
      const late = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, GOODBYE_MS);
      for (const socket of sockets.clients) socket.close(GOING_AWAY, "The server stops");
      await closed;
      clearTimeout(late);
    },
  };
};
