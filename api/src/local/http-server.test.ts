import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";
import { listen, type SecureServer } from "./http-server.ts";

let sut: AppUnderTest;
let server: SecureServer;
let requests = 0;
beforeAll(async () => {
  sut = await startApp();
  await sut.addSite("main");
  server = await listen({ host: "127.0.0.1", port: 0 }, (request, env) => {
    requests++;
    return sut.app.fetch(request, env as object);
  });
});
afterAll(async () => {
  await server.close();
  await sut.close();
});

test.each([
  ["of a known length", "content-length: 1000\r\n\r\n{"],
  ["of unknown length", "transfer-encoding: chunked\r\n\r\n1\r\n{\r\n"],
])("a request %s that breaks off is no failure of the server", async (_, rest) => {
  sut.logLines.length = 0;
  const before = requests;
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  const head = "POST /api/v1/public/sites/main/scans HTTP/1.1\r\nhost: localhost\r\n";
  socket.write(`${head}content-type: application/json\r\n${rest}`);
  await vi.waitUntil(() => requests > before, { timeout: 60_000 });
  socket.destroy();
  const isLogged = () => sut.logLines.some((line) => line.includes('"event":"request"'));
  await vi.waitUntil(isLogged, { timeout: 60_000 });
  expect(sut.logLines.map((line) => JSON.parse(line).event)).toEqual(["request"]);
});
