import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { Product } from "./product.ts";

export interface FrontProxy {
  url: string;
  close: () => Promise<void>;
}

/**
 * Stands before the product at an address of its own and passes everything on, except what `answer`
 * has a page for.
 */
export const startProxy = async (
  product: Product,
  answer: (request: IncomingMessage) => string | undefined,
): Promise<FrontProxy> => {
  const server = createServer((incoming, outgoing) => {
    const html = answer(incoming);
    if (html !== undefined) {
      outgoing.writeHead(200, { "content-type": "text/html" }).end(html);
      return;
    }
    const { method, headers, url } = incoming;
    // On a connection of its own: one that is kept may be closed by the product just then.
    const passing = { method, agent: false, headers: { ...headers, connection: "close" } };
    const passed = request(product.url + url, passing, (answered) => {
      const { connection: _, ...told } = answered.headers;
      outgoing.writeHead(answered.statusCode ?? 502, told);
      answered.pipe(outgoing);
    });
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
