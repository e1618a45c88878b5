import type { Server } from "node:http";
import { createServer as createTlsServer, type Server as TlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { closeServer } from "./close-server.ts";

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
 * Serves on one address, by HTTPS when there is `tls`. Rejects with the system's error when that
 * cannot be listened on.
 */
export const listen = async (
  { host, port, tls }: { host: string; port: number; tls?: Tls },
  fetch: Fetch,
): Promise<SecureServer> => {
  const server = createAdaptorServer({
    fetch,
    ...(tls
      ? { createServer: createTlsServer, serverOptions: { key: tls.key, cert: tls.cert } }
      : {}),
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    useCertificate: ({ key, cert }) => (server as TlsServer).setSecureContext({ key, cert }),
    close: () => closeServer(server),
  };
};
