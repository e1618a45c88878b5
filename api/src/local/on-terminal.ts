/** What the commands that serve the product do at a terminal. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reachOf } from "@throughline/shared/reach.ts";
import QRCode from "qrcode";
import { defaultData, fail, root } from "./run-command.ts";
import type { RunningServer } from "./start-server.ts";

export const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  version: string;
};

/** Another build of the pages can be tried without touching this one. */
export const builtPages: string = process.env.THROUGHLINE_PAGES || join(root, "web", "dist");

/** The monitor looks each minute; a test need not wait for one. */
export const monitorEveryMs: number = Number(process.env.THROUGHLINE_MONITOR_MS || 60_000);

/**
 * Goes on when what it says can no longer be written: the file that it goes to lies on a full disk, or
 * nobody reads it any more. The wards still look here.
 */
export const outliveOutput = (): void => {
  for (const output of [process.stdout, process.stderr]) output.on("error", () => {});
};

export const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** The command that signs staff in to the server of this data folder. */
const signInCommand = (data: string): string =>
  data === defaultData
    ? "npm run sign-in"
    : `npm run sign-in -- --data ${/\s/.test(data) ? JSON.stringify(data) : data}`;

/** Says where the server of this data folder is, and how phones and staff get in. */
export const describeServer = async (
  { url, publicUrl, firstPoster, signInUrl, trust }: RunningServer,
  data: string,
): Promise<void> => {
  say(`Throughline ${version} is running at ${url}\n`);
  if (trust) {
    say(`For this network it is ${publicUrl}. Its devices must first trust a certificate;`);
    say(`this page offers it and says how: ${trust.url}`);
    say(await QRCode.toString(trust.url, { type: "terminal", small: true }));
    say(`The certificate's SHA-256 fingerprint: ${trust.fingerprint}\n`);
  }
  if (firstPoster) {
    say(`The first poster, ${firstPoster.label}: ${firstPoster.url}`);
    say(await QRCode.toString(firstPoster.url, { type: "terminal", small: true }));
  }
  const warning = trust ? undefined : warnings[reachOf(new URL(publicUrl).hostname)];
  if (warning) say(`${warning}\n`);
  say("Staff sign in by this link, which works once within 24 hours");
  say(`(${signInCommand(data)} makes more):`);
  say(`${signInUrl}\n`);
  if (trust) say(`In a browser of this machine write ${url} in place of ${publicUrl}.\n`);
  say("Ctrl-C stops it.");
};

const warnings = {
  "this-computer":
    "Phones cannot reach this address, it is this machine's own: start with --host 0.0.0.0, or name the address that phones reach with --public-url.",
  "this-network":
    "Only phones in the same network can reach this address; name the one that all phones reach with --public-url.",
  everybody: undefined,
};

/** On a terminal the lines of requests that went well would push the links out of sight. */
export const writeLog = (line: string): void => {
  if (process.stdout.isTTY && /"event":"request".*"status":[1-4]/.test(line)) return;
  say(line);
};

/** Ctrl-C and a service's stop run `close` once, and then the process ends. */
export const stopOnSignals = (close: () => Promise<void>): void => {
  let stopping = false;
  const stop = () => {
    // A terminal and npm both pass Ctrl-C on, so that it often comes twice.
    if (stopping) return;
    stopping = true;
    close().then(() => process.exit(0), fail);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
};
