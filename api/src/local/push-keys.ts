import { createECDH } from "node:crypto";
import { join } from "node:path";
import * as z from "zod/mini";
import type { PushKeys } from "../web-push.ts";
import { type KEPT_FILES, readIfThere } from "./data-folder.ts";
import { StartFailure } from "./start-failure.ts";
import { writePrivateFile } from "./write-private-file.ts";

const schema = z.object({ publicKey: z.string(), privateKey: z.string() });

/** The keys of a data folder, made at the first call: with others every tablet would go unheard. */
export const readOrMakePushKeys = (folder: string): PushKeys => {
  const file = join(folder, "push-keys.json" satisfies (typeof KEPT_FILES)[number]);
  const stored = readIfThere(file);
  if (stored !== undefined) {
    try {
      return schema.parse(JSON.parse(stored));
    } catch (cause) {
      throw new StartFailure(`The file ${file} is damaged; restore it from a backup.`, { cause });
    }
  }
  const pair = createECDH("prime256v1");
  const publicKey = pair.generateKeys("base64url");
  // Left-padded: a number that begins with zero bytes is given without them.
  const privateKey = Buffer.from(pair.getPrivateKey("hex").padStart(64, "0"), "hex");
  const keys = { publicKey, privateKey: privateKey.toString("base64url") };
  writePrivateFile(file, JSON.stringify(keys));
  return keys;
};
