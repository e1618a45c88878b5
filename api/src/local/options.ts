import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isTimeZone } from "@throughline/shared/time-zone.ts";
import type { MailAccount } from "../notify/send-mail.ts";
import { StartFailure } from "./start-failure.ts";

export interface StartOptions {
  data: string;
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Without a slash at its end. */
  publicUrl: string | undefined;
  timeZone: string;
  /** Of the bucket, on this machine alone; 0 takes any free one. */
  bucketPort: number;
  /** The most that a file may have. */
  maxUploadBytes: number;
  /** What mails are sent by; none are without it. */
  mail: MailAccount | undefined;
  /** HTTPS for the network, by an authority of the data folder; 0 takes any free port. */
  lan: { httpsPort: number } | undefined;
}

export const startHelp = `Usage: npm start -- [options]

Serves Throughline on this machine: pages, API and database in one process.

  --data FOLDER      where everything is kept (default: .data beside this package.json)
  --port NUMBER      the port to serve on; 0 takes any free one (default: 8080)
  --host ADDRESS     the address to listen on; 0.0.0.0 lets the network in (default: 127.0.0.1)
  --public-url URL   the address that posters and links carry, when phones reach this machine
                     by another one (default: the address that is served)
  --lan              serve the network by HTTPS, with a certificate that its devices are offered to
                     trust, so that they scan offline and use the camera
  --https-port NUMBER  the port for that (default: 8443)
  --bucket-port NUMBER  the port at which programs of this machine drop files; 0 takes any free
                     one, which server.json tells (default: 0)
  --max-upload MIB   the largest file that is taken (default: 1024)
  --smtp-url URL     the mail server that escalated alerts are sent by, such as
                     smtps://user:password@mail.clinic.example; better as THROUGHLINE_SMTP_URL in
                     the environment, where other users of this machine cannot read it
  --mail-from ADDRESS  the address that they come from; also as THROUGHLINE_MAIL_FROM
  --time-zone ZONE   the zone of the first site, such as Europe/Berlin; a change afterwards is
                     made in the settings (default: this machine's zone)
  --help             this text`;

/**
 * The options of `npm start`, or "help". Throws a `StartFailure` naming the option that is wrong.
 * Relative paths count from `cwd`.
 */
export const parseStartOptions = (
  args: string[],
  {
    cwd,
    defaultData,
    zone,
    env = {},
  }: {
    cwd: string;
    defaultData: string;
    zone: string;
    env?: Record<string, string | undefined>;
  },
): StartOptions | "help" => {
  const values = parseValues(args);
  if (values.help) return "help";
  const port = parsePort("port", values.port ?? "8080");
  const httpsPort = parsePort("https-port", values["https-port"] ?? "8443");
  if (values.host === "") throw new StartFailure("--host is empty; 0.0.0.0 lets the network in.");
  const timeZone = values["time-zone"] ?? zone;
  if (!isTimeZone(timeZone)) {
    throw new StartFailure("--time-zone is not an IANA time zone such as Europe/Berlin.");
  }
  return {
    data: values.data === undefined ? defaultData : resolve(cwd, values.data),
    host: values.host ?? (values.lan ? "0.0.0.0" : "127.0.0.1"),
    port,
    bucketPort: parsePort("bucket-port", values["bucket-port"] ?? "0"),
    maxUploadBytes: parseMebibytes("max-upload", values["max-upload"] ?? "1024"),
    mail: parseMail(
      values["smtp-url"] ?? env.THROUGHLINE_SMTP_URL,
      values["mail-from"] ?? env.THROUGHLINE_MAIL_FROM,
    ),
    lan: values.lan ? { httpsPort } : undefined,
    publicUrl: parsePublicUrl(values["public-url"]),
    timeZone,
  };
};

const parsePort = (name: string, text: string): number => {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new StartFailure(`--${name} is not a number from 0 to 65535.`);
};

const parseMebibytes = (name: string, text: string): number => {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text) * 2 ** 20;
  throw new StartFailure(`--${name} is not a number of MiB from 1 on.`);
};

const parseValues = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        data: { type: "string" },
        port: { type: "string" },
        host: { type: "string" },
        "public-url": { type: "string" },
        "time-zone": { type: "string" },
        lan: { type: "boolean" },
        "https-port": { type: "string" },
        "bucket-port": { type: "string" },
        "max-upload": { type: "string" },
        "smtp-url": { type: "string" },
        "mail-from": { type: "string" },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw unknownOption(error);
  }
};

/** `parseArgs` says well which option is wrong; its further hints are about `--` and not for here. */
export const unknownOption = (error: unknown): StartFailure =>
  new StartFailure(`${(error as Error).message.split(/\.(\s|$)/)[0]}; --help lists the options.`, {
    cause: error,
  });

/** The address of the server may hold a password: no message quotes it. */
const parseMail = (smtpUrl = "", mailFrom = ""): MailAccount | undefined => {
  if (smtpUrl === "" && mailFrom === "") return undefined;
  const url = URL.canParse(smtpUrl) ? new URL(smtpUrl) : undefined;
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === "") {
    throw new StartFailure("--smtp-url is not an address such as smtps://user:password@host.");
  }
  if (!/^[^\r\n]*[^@\s<]+@[^@\s>]+>?$/.test(mailFrom)) {
    throw new StartFailure("--mail-from is not a mail address, and --smtp-url needs one.");
  }
  return { smtpUrl, mailFrom };
};

const parsePublicUrl = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url && /^https?:$/.test(url.protocol) && url.pathname === "/";
  if (!plain || url.search || url.hash || url.username) {
    throw new StartFailure(
      "--public-url is not an address such as https://clinic.example, without a path.",
    );
  }
  return url.origin;
};
