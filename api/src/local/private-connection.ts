import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import type { Context } from "hono";

/**
 * Tells whether nobody on the way can read what a connection carries: it is HTTPS, or it never
 * leaves this machine. A page of elsewhere that leads a name of its own to this machine does not
 * pass for it: a loopback name must have been asked for. What a proxy on this machine hands on
 * counts only `behindHttps`, and by that proxy's own word for each request.
 */
export const createIsPrivate =
  ({ behindHttps }: { behindHttps: boolean }) =>
  (c: Context): boolean => {
    const { socket } = (c.env as { incoming: IncomingMessage }).incoming;
    if ((socket as TLSSocket).encrypted) return true;
    if (!isLoopbackAddress(socket.remoteAddress ?? "")) return false;
    if (isForwarded(c)) return behindHttps && forwardedScheme(c) === "https";
    return isLoopbackName(new URL(c.req.url).hostname);
  };

/** Whether a connection never leaves this machine, by whatever name it was asked for: it is no proxy's. */
export const isOnThisMachine = (c: Context): boolean => {
  const { socket } = (c.env as { incoming: IncomingMessage }).incoming;
  const { remoteAddress = "", localAddress } = socket;
  return !isForwarded(c) && (isLoopbackAddress(remoteAddress) || remoteAddress === localAddress);
};

const isLoopbackAddress = (address: string) =>
  /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/i.test(address);

const isLoopbackName = (name: string) =>
  /^(localhost|.+\.localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/i.test(name);

/** What a proxy writes about the one for whom it asks; nothing that asks for itself writes it. */
const PROXY_HEADERS = [
  "x-forwarded-for",
  "x-forwarded-proto",
  "x-forwarded-host",
  "x-real-ip",
  "forwarded",
  "via",
];
const isForwarded = (c: Context) => PROXY_HEADERS.some((name) => c.req.header(name) !== undefined);

/** The last word is that of the proxy on this machine. */
const forwardedScheme = (c: Context) =>
  c.req.header("x-forwarded-proto")?.split(",").at(-1)?.trim().toLowerCase();
