import { useSyncExternalStore } from "react";
import { type Answer, type RequestOptions, request } from "../journal/request.ts";
import { forgetAnswers } from "./answers.ts";

/** Whether the server still knows this browser's sign-in, as far as the last answer told. */
let signedOut = false;
const listeners = new Set<() => void>();

const setSignedOut = (value: boolean) => {
  if (signedOut === value) return;
  signedOut = value;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** True once an answer was "please sign in". */
export const useSignedOut = (): boolean => useSyncExternalStore(subscribe, () => signedOut);

/** A request as staff, to an address below `/api/v1`. Notices when the sign-in has ended. */
export const requestAsStaff = async <T>(
  path: string,
  options: RequestOptions<T>,
): Promise<Answer<T>> => {
  const answer = await request(`/api/v1${path}`, options);
  if (answer.ok) setSignedOut(false);
  else if (answer.status === 401) setSignedOut(true);
  return answer;
};

/** Ends the sign-in and removes what this browser kept. False when the server was not reached. */
export const signOut = async (): Promise<boolean> => {
  const answer = await request("/api/v1/sign-out", { method: "POST", read: () => true });
  if (!answer.ok && answer.status !== 401 && answer.code !== "NOT_OURS") return false;
  await forgetAnswers().catch(() => undefined);
  setSignedOut(true);
  return true;
};
