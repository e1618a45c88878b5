import { requestAsStaff } from "../cache/session.ts";
import type { Failure } from "../cache/use-answer.ts";
import type { Answer } from "../journal/request.ts";
import { type Problems, problemsOf } from "./problems.ts";

/** Settings as the server has them; `version` counts the saves. */
export interface Stored<Settings> {
  version: number;
  settings: Settings;
}

export type Saved<Now> =
  | { kind: "saved"; now: Now }
  /** Somebody else saved since `version`; nothing of this was stored. */
  | { kind: "conflict"; now: Now }
  | { kind: "refused"; failure: Failure; problems: Problems };

/** Saves settings at an address over the version that was read. `readLatest`: asks what stands now. */
export const saveOver = async <Now>(
  path: string,
  body: Stored<unknown>,
  read: (json: unknown) => Now,
  readLatest: () => Promise<Answer<Now>> = () => requestAsStaff(path, { read }),
): Promise<Saved<Now>> => {
  const answer = await requestAsStaff(path, { method: "PUT", body, read });
  if (answer.ok) return { kind: "saved", now: answer.value };
  if (answer.code === "VERSION_CONFLICT") {
    const latest = await readLatest();
    if (latest.ok) return { kind: "conflict", now: latest.value };
  }
  return { kind: "refused", failure: answer, problems: problemsOf(answer.details) };
};
