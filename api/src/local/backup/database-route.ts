import type { Context, Hono } from "hono";
import type { Deps } from "../../deps.ts";
import { sendFile } from "../../routes/download.ts";
import { requirePrivate } from "../../routes/private-gate.ts";
import { requireToken } from "../../routes/staff-gate.ts";
import { TOKEN_HEADER } from "../../staff-access.ts";
import type { EmbeddedDynamo } from "../embedded-dynamo.ts";
import { isOnThisMachine } from "../private-connection.ts";
import type { ServerConnection } from "../server-connection.ts";
import { StartFailure } from "../start-failure.ts";
import { damaged, fromLines, type Part, readLines, toLines } from "./parts.ts";

const PATH = "/local/database";

/**
 * Adds the route by which `npm run backup` reads the database while the server has it open. It holds
 * everything about everybody: it goes to this machine, or by connections that nobody else can read.
 */
export const addDatabaseRoute = (
  app: Hono,
  deps: Pick<Deps, "staff" | "log" | "isPrivate">,
  database: Pick<EmbeddedDynamo, "rows">,
): void => {
  const isPrivate = (c: Context) => deps.isPrivate(c) || isOnThisMachine(c);
  app.get(PATH, requireToken(deps), requirePrivate({ isPrivate }), (c) => {
    c.header("cache-control", "no-store");
    return sendFile(c, "database.jsonl", toLines(partsOf(database)), deps.log);
  });
};

/** The rows of a database that this process has open. */
export async function* partsOf({ rows }: Pick<EmbeddedDynamo, "rows">): AsyncGenerator<Part> {
  for await (const row of rows()) yield { row };
}

/** The rows of a running server's database, of one moment after this call. */
export async function* partsOfServer({ url, token }: ServerConnection): AsyncGenerator<Part> {
  const answer = await fetch(url + PATH, { headers: { [TOKEN_HEADER]: token } }).catch((cause) => {
    throw new StartFailure(`The server at ${url} does not answer.`, { cause });
  });
  if (!answer.ok || !answer.body) {
    throw new StartFailure(`The server at ${url} answered with status ${answer.status}.`);
  }
  const what = `What the server at ${url} sent`;
  const { body } = answer;
  async function* pieces() {
    try {
      yield* body;
    } catch (error) {
      throw damaged(what, error);
    }
  }
  yield* fromLines(readLines(pieces()), what);
}
