import { isIPv4, isIPv6 } from "node:net";
import type { networkInterfaces } from "node:os";

type Interfaces = ReturnType<typeof networkInterfaces>;

const isEveryAddress = (host: string) => host === "0.0.0.0" || host === "::";

/** The address by which this machine reaches its own server. */
export const localUrl = (host: string, port: number): string => {
  const reachable = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${isIPv6(reachable) ? `[${reachable}]` : reachable}:${port}`;
};

/** The address that posters carry when none was given: one of the network's if it is let in. */
export const guessPublicUrl = (host: string, port: number, interfaces: Interfaces): string => {
  const outside = Object.values(interfaces)
    .flat()
    .find((address) => address && !address.internal && isIPv4(address.address));
  return isEveryAddress(host) && outside ? localUrl(outside.address, port) : localUrl(host, port);
};

/** How far posters with this address reach: this machine, its own network, or everywhere. */
export const reachOf = (url: string): "machine" | "network" | "everywhere" => {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, "");
  if (host === "localhost" || host.endsWith(".localhost")) return "machine";
  if (/^127\.|^::1$/.test(host)) return "machine";
  if (isIPv4(host) && /^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./.test(host)) {
    return "network";
  }
  if (isIPv6(host) && /^f[cde]/i.test(host)) return "network";
  return host.includes(".") || isIPv6(host) ? "everywhere" : "network";
};
