import type { Context } from "hono";

/**
 * Tells which address a request came from, for the limits alone: it is kept in memory only.
 * `x-forwarded-for` is read only behind a proxy of our own (`trustProxy`), and then its last
 * address, which that proxy wrote; everything before it is the client's word.
 */
export const createAddressOf =
  ({
    trustProxy,
    remoteAddress,
  }: {
    trustProxy: boolean;
    remoteAddress: (c: Context) => string | undefined;
  }) =>
  (c: Context): string => {
    const forwarded = trustProxy
      ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim()
      : undefined;
    return networkOf(forwarded || remoteAddress(c) || "");
  };

/**
 * What counts as one address: an IPv4 address, or the /64 network of an IPv6 one, since a single
 * device is usually given a whole /64 to choose from. A port, which some proxies add, is left out.
 */
export const networkOf = (address: string): string => {
  const ipv4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/i.exec(address);
  if (ipv4) return ipv4[1] as string;
  if (!address.includes(":")) return address;
  const bare = address.replace(/^\[(.*)\](:\d+)?$/, "$1");
  const [head = "", tail] = (bare.split("%")[0] as string).toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...new Array<string>(zeros).fill("0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
};
