/** The product on one machine: `npm start`. */
import {
  builtPages,
  describeServer,
  monitorEveryMs,
  outliveOutput,
  say,
  stopOnSignals,
  version,
  writeLog,
} from "./on-terminal.ts";
import { parseStartOptions, startHelp } from "./options.ts";
import { defaultData, runCommand, typedIn } from "./run-command.ts";
import { startServer } from "./start-server.ts";

await runCommand(async () => {
  const options = parseStartOptions(process.argv.slice(2), {
    cwd: typedIn,
    defaultData,
    env: process.env,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  if (options === "help") return say(startHelp);
  outliveOutput();
  const outside = {
    pagesFolder: builtPages,
    version,
    say,
    writeLog,
    now: Date.now,
    monitorEveryMs,
  };
  const server = await startServer(options, outside);
  stopOnSignals(() => server.close());
  await describeServer(server, options.data);
});
