import { expect, test } from "vitest";
import { parseStartOptions } from "./options.ts";

const parse = (args: string[], env = {}) =>
  parseStartOptions(args, { cwd: "/", defaultData: "/data", zone: "UTC", env });
const SMTP = "smtps://ward:secret@mail.clinic.example";
const FROM = "Throughline <alerts@clinic.example>";

test("mails are sent by what the options say, else the environment, else not at all", () => {
  expect(parse([])).toMatchObject({ mail: undefined });
  const env = { THROUGHLINE_SMTP_URL: SMTP, THROUGHLINE_MAIL_FROM: FROM };
  expect(parse([], env)).toMatchObject({ mail: { smtpUrl: SMTP, mailFrom: FROM } });
  const own = parse(["--smtp-url", "smtp://other:25", "--mail-from", "a@b.example"], env);
  expect(own).toMatchObject({ mail: { smtpUrl: "smtp://other:25", mailFrom: "a@b.example" } });
});

test.each([
  [
    "another scheme",
    { THROUGHLINE_SMTP_URL: "https://ward:secret@x", THROUGHLINE_MAIL_FROM: FROM },
  ],
  ["no address to come from", { THROUGHLINE_SMTP_URL: SMTP }],
  ["no server", { THROUGHLINE_MAIL_FROM: FROM }],
  [
    "lines in the address",
    { THROUGHLINE_SMTP_URL: SMTP, THROUGHLINE_MAIL_FROM: "a\r\nBcc: b@c.d" },
  ],
])("%s is refused at the start, without the password", (_name, env) => {
  expect(() => parse([], env)).toThrow(/^--(smtp-url|mail-from) /);
  expect(() => parse([], env)).not.toThrow(/secret/);
});
