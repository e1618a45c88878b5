/** `npm run sign-in`: prints a new one-time sign-in link of the running server. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { signInLinkSchema } from "@throughline/shared/api.ts";
import { unknownOption } from "./options.ts";
import { defaultData, runCommand, typedIn } from "./run-command.ts";
import { askServer, findServer, refusalOf } from "./server-connection.ts";

const help = `Usage: npm run sign-in -- [--data FOLDER]

Prints a new sign-in link of the server that runs on the data folder. It works once, for 24 hours.`;

const parseOptions = () => {
  try {
    return parseArgs({ options: { data: { type: "string" }, help: { type: "boolean" } } }).values;
  } catch (error) {
    throw unknownOption(error);
  }
};

await runCommand(async () => {
  const options = parseOptions();
  if (options.help) return console.log(help);
  const data = options.data === undefined ? defaultData : resolve(typedIn, options.data);
  const server = findServer({ data, url: undefined, token: undefined });
  const answer = await askServer(server, "/sign-in-links", { method: "POST" });
  if (answer.status !== 201) throw refusalOf(answer);
  console.log(signInLinkSchema.parse(answer.body).url);
});
