import { X509Certificate } from "node:crypto";
import { get } from "node:https";
import { afterAll, expect, test } from "vitest";
import { createFolders, runLocal, startProduct } from "../testing/product-process.ts";
import { createPlainGate } from "./plain-gate.ts";

const folders = createFolders();
afterAll(() => folders.removeAll());

/** Asks by HTTPS and trusts nothing but the given certificate: status and body. */
const askSecurely = (url: string, ca: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    get(url, { ca, agent: false }, (answer) => {
      let body = "";
      answer.on("data", (chunk) => {
        body += chunk;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body }));
    }).on("error", reject);
  });

test("a device that installs the offered certificate reaches the product by HTTPS", async () => {
  const data = folders.make();
  const args = ["--lan", "--host", "127.0.0.1", "--port", "0", "--https-port", "0"];
  const product = await startProduct(data, args);
  const trustUrl = /^.*how: (http:\S+)$/m.exec(product.output())?.[1] ?? "";
  const secureUrl = /For this network it is (https:\S+)\. /.exec(product.output())?.[1] ?? "";

  const page = await (await fetch(trustUrl)).text();
  const link = /href="(\S+\.crt)"/.exec(page)?.[1] ?? "";
  const offered = await fetch(new URL(link, trustUrl));
  expect(offered.headers.get("content-type")).toBe("application/x-x509-ca-cert");
  const certificate = new X509Certificate(new Uint8Array(await offered.arrayBuffer()));
  expect(page).toContain(certificate.fingerprint256);
  expect(page).toContain(`href="${secureUrl}"`);
  expect(product.output()).toContain(certificate.fingerprint256);

  const ca = certificate.toString();
  expect(await askSecurely(`${secureUrl}/api/v1/health`, ca)).toMatchObject({ status: 200 });
  expect((await askSecurely(product.signInUrl, ca)).body).toContain("You are signed in");
  expect(product.signInUrl.startsWith(secureUrl)).toBe(true);
  // Scripts of this machine go on without TLS.
  expect((await runLocal("sign-in.ts", ["--data", data])).stdout).toContain(secureUrl);
  expect(await product.end("SIGINT")).toBe(0);

  const again = await startProduct(data, args);
  expect(again.output()).toContain(certificate.fingerprint256);
  await again.end("SIGINT");
});

test("without TLS other machines get the certificate's page, and the way to HTTPS", async () => {
  const gate = createPlainGate(
    (request) => new Response(`product ${new URL(request.url).pathname}`),
    () => 8443,
  );
  const ask = async (path: string, remoteAddress: string) => {
    const socket = { remoteAddress, localAddress: "192.168.1.5" };
    const answer = await gate.request(
      `http://192.168.1.5:8080${path}`,
      {},
      { incoming: { socket } },
    );
    return answer.headers.get("location") ?? (await answer.text());
  };
  const secure = "https://192.168.1.5:8443";
  expect(await ask("/", "192.168.1.9")).toBe("/trust");
  expect(await ask("/trust", "192.168.1.9")).toBe("product /trust");
  expect(await ask("/s/lab?a=1", "192.168.1.9")).toBe(`${secure}/s/lab?a=1`);
  expect(await ask("/api/v1/sites", "192.168.1.9")).toBe(`${secure}/api/v1/sites`);
  expect(await ask("/api/v1/sites", "192.168.1.5")).toBe("product /api/v1/sites");
});
