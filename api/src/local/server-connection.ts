import { errorResponseSchema, settingsResponseSchema } from "@throughline/shared/api.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";
import { TOKEN_HEADER } from "../staff-access.ts";
import { readServerFile } from "./data-folder.ts";
import { StartFailure } from "./start-failure.ts";

export interface ServerConnection {
  url: string;
  token: string;
}

/**
 * The server to talk to: the one given by address and token, else the one that runs on the data
 * folder. Throws a `StartFailure` that says what is missing.
 */
export const findServer = ({
  data,
  url,
  token,
}: {
  data: string;
  url: string | undefined;
  token: string | undefined;
}): ServerConnection => {
  if (url !== undefined) {
    if (!URL.canParse(url)) throw new StartFailure("--url is not an address.");
    if (!token) throw new StartFailure("With --url the token must be in THROUGHLINE_TOKEN.");
    return { url: url.replace(/\/+$/, ""), token };
  }
  const server = readServerFile(data);
  if (!server) {
    throw new StartFailure(
      `No server runs on the data folder ${data}; start it with npm start, or name another with --data.`,
    );
  }
  return server;
};

export interface Answer {
  status: number;
  body: unknown;
  /** Seconds after which the server wants to be asked again, for 429 and 503. */
  retryAfterSeconds: number | undefined;
}

/** Asks the API as a script. Throws a `StartFailure` when nobody answers. */
export const askServer = async (
  { url, token }: ServerConnection,
  path: string,
  { method = "GET", body }: { method?: string; body?: string } = {},
): Promise<Answer> => {
  let response: Response;
  try {
    response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { [TOKEN_HEADER]: token, "content-type": "application/json" },
      ...(body === undefined ? {} : { body }),
    });
  } catch (error) {
    throw new StartFailure(`The server at ${url} does not answer.`, { cause: error });
  }
  const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
  return {
    status: response.status,
    body: await response.json().catch(() => undefined),
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
  };
};

/** What a refusal says, in one sentence. */
export const refusalOf = ({ status, body }: Answer): StartFailure => {
  const refusal = errorResponseSchema.safeParse(body);
  if (!refusal.success) return new StartFailure(`The server answered with status ${status}.`);
  const { message, details } = refusal.data.error;
  const where = details?.field ? ` (${details.field}: ${details.problem})` : "";
  return new StartFailure(`${message}${where}`);
};

/** A site's settings. Throws a `StartFailure` with the server's own words when it refuses. */
export const readSettings = async (
  server: ServerConnection,
  site: string,
): Promise<SiteSettings> => {
  const answer = await askServer(server, `/sites/${encodeURIComponent(site)}/settings`);
  if (answer.status !== 200) throw refusalOf(answer);
  return settingsResponseSchema.parse(answer.body).settings;
};
