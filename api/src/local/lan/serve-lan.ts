import { hostname, networkInterfaces } from "node:os";
import { Hono } from "hono";
import { urlOf } from "../addresses.ts";
import { type Fetch, type HttpServer, listen } from "../http-server.ts";
import { scheduleEvery } from "../schedule.ts";
import { listenFailure, StartFailure } from "../start-failure.ts";
import { findLanNames } from "./lan-names.ts";
import { createPlainGate } from "./plain-gate.ts";
import { needsRenewal, readOrMakeAuthority } from "./renewed-certificate.ts";
import { createTrustPages, TRUST_PATH } from "./trust-page.ts";

const RENEWAL_CHECK_MS = 3_600_000;

export interface LanServer extends HttpServer {
  publicUrl: string;
  /** Where a device of the network is offered the certificate to trust, and what to compare. */
  trust: { url: string; fingerprint: string };
}

export interface LanSurroundings {
  fetch: Fetch;
  /** Epoch ms. */
  now: () => number;
  say: (line: string) => void;
  /** Hears why a renewal failed; the certificate in use stays. */
  onFailure: (error: unknown) => void;
}

/**
 * Serves `fetch` by HTTPS to the network, and without TLS to this machine, on `port`. The server's
 * certificate follows the machine's addresses and is renewed by itself. Throws a `StartFailure` when
 * there is no network or a port cannot be listened on.
 */
export const serveLan = async (
  options: {
    data: string;
    host: string;
    port: number;
    httpsPort: number;
    publicUrl: string | undefined;
  },
  { fetch, now, say, onFailure }: LanSurroundings,
): Promise<LanServer> => {
  const { host, port, httpsPort } = options;
  const findNames = () =>
    findLanNames({
      host,
      publicUrl: options.publicUrl,
      interfaces: networkInterfaces(),
      machineName: hostname(),
    });
  const names = findNames();
  const authority = await readOrMakeAuthority(options.data, { owner: hostname(), nowMs: now() });
  let certificate = await authority.issue(names, now());

  let publicUrl = "";
  const all = new Hono();
  all.route(
    "/",
    createTrustPages(authority, () => publicUrl),
  );
  all.all("*", (c) => fetch(c.req.raw, c.env));
  const secure = await listen({ host, port: httpsPort, tls: certificate }, all.fetch).catch(
    (error) => {
      throw listenFailure(error, { host, port: httpsPort, option: "--https-port" }) ?? error;
    },
  );
  publicUrl = options.publicUrl ?? urlOf("https", names[0], secure.port);
  const gate = createPlainGate(all.fetch, () => secure.port);
  const plain = await listen({ host, port }, gate.fetch).catch(async (error) => {
    await secure.close();
    throw error;
  });

  const renewal = scheduleEvery(
    RENEWAL_CHECK_MS,
    async () => {
      const wanted = namesIfAny(findNames);
      if (!wanted || !needsRenewal(certificate, wanted, now())) return;
      if (wanted[0] !== certificate.names[0]) {
        say(
          `This machine's address is now ${wanted[0]}, and no longer ${certificate.names[0]}, ` +
            "which posters carry: give it a fixed one in the router, or start again and print anew.",
        );
      }
      certificate = await authority.issue(wanted, now());
      secure.useCertificate(certificate);
    },
    onFailure,
  );
  return {
    port: plain.port,
    publicUrl,
    trust: {
      url: urlOf("http", names[0], plain.port) + TRUST_PATH,
      fingerprint: authority.fingerprint,
    },
    async close() {
      await renewal.stop();
      await Promise.all([plain.close(), secure.close()]);
    },
  };
};

/** A network that is gone for a while takes nothing away. */
const namesIfAny = (findNames: () => ReturnType<typeof findLanNames>) => {
  try {
    return findNames();
  } catch (error) {
    if (error instanceof StartFailure) return undefined;
    throw error;
  }
};
