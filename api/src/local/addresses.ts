import { isIPv4, isIPv6 } from "node:net";
import type { networkInterfaces } from "node:os";

type Interfaces = ReturnType<typeof networkInterfaces>;

/** Whether this address to listen on means all that the machine has. */
export const isEveryAddress = (host: string): boolean => host === "0.0.0.0" || host === "::";

/** The address of a server, with the brackets that an IPv6 one needs. */
export const urlOf = (scheme: "http" | "https", host: string, port: number): string =>
  `${scheme}://${isIPv6(host) ? `[${host}]` : host}:${port}`;

/** The address by which this machine reaches its own server. */
export const localUrl = (host: string, port: number): string =>
  urlOf("http", host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host, port);

/** The address that posters carry when none was given: one of the network's if it is let in. */
export const guessPublicUrl = (host: string, port: number, interfaces: Interfaces): string => {
  const outside = Object.values(interfaces)
    .flat()
    .find((address) => address && !address.internal && isIPv4(address.address));
  return isEveryAddress(host) && outside ? localUrl(outside.address, port) : localUrl(host, port);
};
