import { join } from "node:path";
import { type KEPT_FILES, readIfThere } from "../data-folder.ts";
import { StartFailure } from "../start-failure.ts";
import { writePrivateFile } from "../write-private-file.ts";
import type { LanNames } from "./lan-names.ts";
import {
  CERTIFICATE_DAYS,
  type LocalAuthority,
  makeAuthority,
  readAuthority,
  type ServerCertificate,
} from "./local-authority.ts";

const LIFE_MS = CERTIFICATE_DAYS * 86_400_000;

/**
 * The authority of a data folder, made at the first call. One that would end before its next
 * certificate does is replaced, and then devices must trust the new one.
 */
export const readOrMakeAuthority = async (
  folder: string,
  { owner, nowMs }: { owner: string; nowMs: number },
): Promise<LocalAuthority> => {
  const file = join(folder, "authority.pem" satisfies (typeof KEPT_FILES)[number]);
  const pem = readIfThere(file);
  if (pem !== undefined) {
    const known = await readAuthority(pem).catch((cause) => {
      throw new StartFailure(`The file ${file} is damaged; restore it from a backup.`, { cause });
    });
    if (known.expiresMs > nowMs + LIFE_MS) return known;
  }
  const made = await makeAuthority(owner, nowMs);
  writePrivateFile(file, made.pem);
  return made;
};

/** Whether a certificate is past the half of its life, or vouches for other names than it should. */
export const needsRenewal = (
  { names, expiresMs }: Pick<ServerCertificate, "names" | "expiresMs">,
  wanted: LanNames,
  nowMs: number,
): boolean =>
  nowMs >= expiresMs - LIFE_MS / 2 ||
  wanted.some((name) => !names.includes(name)) ||
  names.length !== wanted.length;
