import { getConnInfo } from "@hono/node-server/conninfo";
import { createAddressOf } from "../address.ts";

const remoteAddress = (context: Parameters<typeof getConnInfo>[0]) =>
  getConnInfo(context).remote.address;

/**
 * Where a request came from. When there is a public address, a proxy on this machine serves it and
 * says for whom it asks; nobody else is believed.
 */
export const createClientAddress = ({ proxied }: { proxied: boolean }) => {
  const direct = createAddressOf({ trustProxy: false, remoteAddress });
  const forwarded = createAddressOf({ trustProxy: true, remoteAddress });
  return (context: Parameters<typeof direct>[0]): string => {
    const address = direct(context);
    const fromHere = /^127\.|^0:0:0:0::\/64$/.test(address);
    return proxied && fromHere ? forwarded(context) : address;
  };
};
