import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SEEN_STATES } from "./barriers.ts";

export const setup = (): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), "throughline-states-"));
  process.env[SEEN_STATES] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
};
