import type { Socket } from "node:net";
import { type Context, Hono } from "hono";
import type { Fetch } from "../http-server.ts";
import { TRUST_PATH } from "./trust-page.ts";

/** Only a connection within one machine has the same address at both ends. */
const isFromOwnMachine = (c: Context): boolean => {
  const { remoteAddress, localAddress } = (c.env as { incoming: { socket: Socket } }).incoming
    .socket;
  return remoteAddress !== undefined && remoteAddress === localAddress;
};

/**
 * What is answered without TLS: everything to this machine itself, so that its scripts and its
 * browser need no certificate; to others the page that offers the certificate, and the way to HTTPS.
 */
export const createPlainGate = (product: Fetch, httpsPort: () => number): Hono => {
  const gate = new Hono();
  const pass = (c: Context) => product(c.req.raw, c.env);
  gate.all("*", (c, next) => (isFromOwnMachine(c) ? pass(c) : next()));
  gate.get("/", (c) => c.redirect(TRUST_PATH));
  for (const path of [TRUST_PATH, `${TRUST_PATH}/*`, "/plain.css", "/icons/*"])
    gate.get(path, pass);
  gate.all("*", (c) => {
    const secure = new URL(c.req.url);
    secure.protocol = "https:";
    secure.port = String(httpsPort());
    return c.redirect(secure.href, 307);
  });
  return gate;
};
