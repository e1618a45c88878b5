import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { createWebhookCaller } from "./call-webhook.ts";
import { createMailSender } from "./send-mail.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Mail {
  from: string;
  to: string[];
  source: string;
  user: string | undefined;
}

/** A real mail server that refuses one address. */
const startMailServer = async () => {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    authOptional: true,
    onAuth({ username, password }, _session, done) {
      if (password === "right") done(null, { user: username });
      else done(new Error("wrong"));
    },
    onRcptTo({ address }, _session, done) {
      done(address.startsWith("nobody@") ? new Error("unknown") : null);
    },
    onData(stream, { envelope, user }, done) {
      void text(stream).then((source) => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : "";
        const to = envelope.rcptTo.map(({ address }) => address);
        mails.push({ from, to, source, user: user as string | undefined });
        done();
      });
    },
  });
  server.on("error", () => {});
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  closing.push(() => server.close());
  return { mails, port: (listening.address() as AddressInfo).port };
};
const FROM = "Throughline <alerts@clinic.example>";

test("a mail arrives whole at everyone, in any script", async () => {
  const { mails, port } = await startMailServer();
  const send = createMailSender({
    smtpUrl: `smtp://ward:right@127.0.0.1:${port}`,
    mailFrom: FROM,
  });
  await send(["a@clinic.example", "b@clinic.example"], "Bed 12 on Süd", "No lab test.\n\nSüd\n");
  expect(mails).toMatchObject([
    { from: "alerts@clinic.example", to: ["a@clinic.example", "b@clinic.example"], user: "ward" },
  ]);
  expect(mails[0]?.source).toMatch(/^From: Throughline <alerts@clinic\.example>\r$/m);
  expect(mails[0]?.source).toContain("Subject: =?UTF-8?Q?Bed_12_on_S=C3=BCd?=");
  expect(mails[0]?.source).toMatch(/S=C3=BCd/);
});

test("a mail that is not taken for somebody, or by nobody there, is rejected with a code", async () => {
  const { port } = await startMailServer();
  const smtpUrl = `smtp://127.0.0.1:${port}`;
  const send = createMailSender({ smtpUrl, mailFrom: FROM });
  const half = send(["a@clinic.example", "nobody@clinic.example"], "s", "t");
  await expect(half).rejects.toMatchObject({ code: "SOME_REFUSED" });
  const wrong = createMailSender({ smtpUrl: smtpUrl.replace("//", "//u:no@"), mailFrom: FROM });
  await expect(wrong(["a@clinic.example"], "s", "t")).rejects.toMatchObject({ code: "EAUTH" });
  const away = createMailSender({ smtpUrl: "smtp://127.0.0.1:1", mailFrom: FROM });
  await expect(away(["a@clinic.example"], "s", "t")).rejects.toHaveProperty("code");
  await expect(createMailSender(undefined)([], "s", "t")).rejects.toMatchObject({
    code: "NO_MAIL_SERVER",
  });
});

test("a webhook is called with JSON, and takes it with 2xx at its own address alone", async () => {
  const bodies: unknown[] = [];
  const server = createServer(async (request, response) => {
    bodies.push([request.method, request.headers["content-type"], await text(request)]);
    const status = Number(request.url?.slice(1));
    if (status === 0) return;
    response.writeHead(status, { location: "/204" }).end("thanks");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const call = createWebhookCaller(fetch, 300_000);
  await call(`${base}/204`, { ward: "A" });
  expect(bodies).toEqual([["POST", "application/json", '{"ward":"A"}']]);
  await expect(call(`${base}/503`, {})).rejects.toMatchObject({ code: "HTTP_503" });
  await expect(call(`${base}/307`, {})).rejects.toMatchObject({ code: "HTTP_307" });
  const inHaste = createWebhookCaller(fetch, 300);
  await expect(inHaste(`${base}/0`, {})).rejects.toMatchObject({ name: "TimeoutError" });
  await expect(call("http://127.0.0.1:1", {})).rejects.toMatchObject({ name: "TypeError" });
});
