import { isIP, isIPv4 } from "node:net";
import type { networkInterfaces } from "node:os";
import { reachOf } from "@throughline/shared/reach.ts";
import { isEveryAddress } from "../addresses.ts";
import { StartFailure } from "../start-failure.ts";

/** What a certificate of the local authority vouches for; the first is what posters carry. */
export type LanNames = [string, ...string[]];

/** IPv4 first: it is what people can read out and type. */
const byFamily = (left: string, right: string) => isIP(left) - isIP(right);

/**
 * The names by which devices in the same network reach this machine: the chosen one, its addresses
 * there, and its multicast DNS name. Throws a `StartFailure` when there is no such address, or when
 * a name is one that the local authority must not vouch for.
 */
export const findLanNames = ({
  host,
  publicUrl,
  interfaces,
  machineName,
}: {
  /** The address that is listened on. */
  host: string;
  publicUrl: string | undefined;
  interfaces: ReturnType<typeof networkInterfaces>;
  machineName: string;
}): LanNames => {
  const chosen = publicUrl === undefined ? undefined : chosenName(publicUrl);
  const addresses = isEveryAddress(host)
    ? networkAddresses(interfaces).filter((address) => host === "::" || isIPv4(address))
    : [host];
  const [first, ...others] = addresses;
  if (first === undefined) {
    throw new StartFailure("This machine has no address in a local network, which --lan needs.");
  }
  if (addresses.some((address) => reachOf(address) === "everybody" || isIP(address) === 0)) {
    throw new StartFailure("With --lan, --host is an address of this machine in a local network.");
  }
  const label = machineName.split(".")[0]?.toLowerCase() ?? "";
  const ownName = /^[a-z0-9-]+$/.test(label) ? [`${label}.local`] : [];
  const [head = first, ...tail] = new Set(
    chosen === undefined ? [first, ...others, ...ownName] : [chosen, first, ...others, ...ownName],
  );
  return [head, ...tail];
};

const networkAddresses = (interfaces: ReturnType<typeof networkInterfaces>): string[] =>
  Object.values(interfaces)
    .flatMap((list) => list ?? [])
    // A link-local IPv6 address means nothing without the name of the interface.
    .filter(({ internal, address }) => !internal && !/^fe80:/i.test(address))
    .map(({ address }) => address)
    .filter((address) => reachOf(address) === "this-network")
    .sort(byFamily);

const chosenName = (publicUrl: string): string => {
  const { protocol, hostname } = new URL(publicUrl);
  const name = hostname.replace(/^\[|\]$/g, "");
  const isLocal = isIP(name) === 0 ? name.endsWith(".local") : reachOf(name) !== "everybody";
  if (protocol === "https:" && isLocal) return name;
  throw new StartFailure(
    "With --lan, --public-url is https with an address of this network or a name in .local.",
  );
};
