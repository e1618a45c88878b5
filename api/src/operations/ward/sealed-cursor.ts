import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import { AppError } from "@throughline/shared/errors.ts";
import type { OperationDeps } from "../../deps.ts";

type Deps = Pick<OperationDeps, "hashCase" | "randomId">;

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A list of a site; of a list by days each day is one. */
interface List {
  site: string;
  list: string;
}

/** Where a list goes on, sealed: addresses stand in logs, and the place names a patient. */
export const sealCursor = ({ hashCase, randomId }: Deps, of: List, place: unknown): string => {
  const iv = Buffer.from(randomId(), "hex").subarray(0, IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyOf(hashCase, of), iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(place)), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64url");
};

/** Throws `BAD_REQUEST` for what `sealCursor` did not make for this list. */
export const openCursor = <Place>(
  { hashCase }: Pick<Deps, "hashCase">,
  of: List,
  cursor: string,
): Place => {
  const bytes = Buffer.from(cursor, "base64url");
  const iv = bytes.subarray(0, IV_BYTES);
  const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(hashCase, of), iv, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(tag);
    const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
    return JSON.parse(Buffer.concat([text, decipher.final()]).toString());
  } catch (cause) {
    throw new AppError("BAD_REQUEST", {
      details: { field: "cursor", problem: "not one of this list's" },
      cause,
    });
  }
};

const keyOf = (hashCase: Deps["hashCase"], { site, list }: List) =>
  createHash("sha256")
    .update(hashCase(site, `seals cursors of ${list}`))
    .digest();
