/** The product on one machine: `npm start`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reachOf } from "@throughline/shared/reach.ts";
import QRCode from "qrcode";
import { parseStartOptions, startHelp } from "./options.ts";
import { defaultData, fail, root, runCommand, typedIn } from "./run-command.ts";
import { type RunningServer, startServer } from "./start-server.ts";

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const say = (text: string) => process.stdout.write(`${text}\n`);

const describe = async ({ url, publicUrl, firstPoster, signInUrl }: RunningServer) => {
  say(`Throughline ${version} is running at ${url}\n`);
  if (firstPoster) {
    say(`The first poster, ${firstPoster.label}: ${firstPoster.url}`);
    say(await QRCode.toString(firstPoster.url, { type: "terminal", small: true }));
  }
  const warning = warnings[reachOf(new URL(publicUrl).hostname)];
  if (warning) say(`${warning}\n`);
  say(`Staff sign in by this link, which works once within 24 hours (npm run sign-in makes more):`);
  say(`${signInUrl}\n`);
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
const writeLog = (line: string) => {
  if (process.stdout.isTTY && /"event":"request".*"status":[1-4]/.test(line)) return;
  say(line);
};

const main = async () => {
  const options = parseStartOptions(process.argv.slice(2), {
    cwd: typedIn,
    defaultData,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  if (options === "help") return say(startHelp);

  // Another build of the pages can be tried without touching this one.
  const pagesFolder = process.env.THROUGHLINE_PAGES || join(root, "web", "dist");
  const server = await startServer(options, { pagesFolder, version, say, writeLog });
  let stopping = false;
  const stop = () => {
    // A terminal and npm both pass Ctrl-C on, so that it often comes twice.
    if (stopping) return;
    stopping = true;
    server.close().then(() => process.exit(0), fail);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  await describe(server);
};

await runCommand(main);
