/** Who can open an address. */
export type Reach = "everybody" | "this-network" | "this-computer";

/**
 * How far a host reaches, as `URL.hostname` names it: by the private, link-local and loopback ranges of
 * RFC 1918, 3927, 4193, 4291 and 6598, and by names that no public server has (RFC 6761, 6762).
 */
export const reachOf = (hostname: string): Reach => {
  const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (host === "localhost" || host.endsWith(".localhost") || host === "::1") return "this-computer";
  if (host.includes(":")) return /^(f[cd]|fe[89ab])/.test(host) ? "this-network" : "everybody";
  const ip = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(host);
  if (ip) {
    const [a, b] = [Number(ip[1]), Number(ip[2])];
    if (a === 127 || a === 0) return "this-computer";
    const isPrivate =
      a === 10 ||
      (a === 172 && b >= 16 && b <= 31) ||
      (a === 192 && b === 168) ||
      (a === 169 && b === 254) ||
      (a === 100 && b >= 64 && b <= 127);
    return isPrivate ? "this-network" : "everybody";
  }
  const isLocalName = !host.includes(".") || /\.(local|internal|lan|home\.arpa)$/.test(host);
  return isLocalName ? "this-network" : "everybody";
};
