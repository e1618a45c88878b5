import { sessionSchema } from "@throughline/shared/api.ts";
import { useSyncExternalStore } from "react";
import { type Answer, type RequestOptions, request } from "../journal/request.ts";
import { forgetAnswers } from "./answers.ts";
import { forgetDrafts } from "./kept-draft.ts";
import { forgetWards } from "./ward-cache/kept-wards.ts";

/** Whether the server still knows this browser's sign-in, as far as the last answer told. */
let signedOut = false;
let lostDraft = false;
const listeners = new Set<() => void>();

const setSignedOut = (value: boolean) => {
  if (value) lostDraft = forgetDrafts() || lostDraft;
  else lostDraft = false;
  if (signedOut === value) return;
  signedOut = value;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  const channel = openChannel();
  channel?.addEventListener("message", () => setSignedOut(true));
  return () => {
    listeners.delete(listener);
    channel?.close();
  };
};

/** Between the windows of one browser; older browsers have none. */
const openChannel = () =>
  typeof BroadcastChannel === "undefined"
    ? undefined
    : new BroadcastChannel("throughline-sign-out");

/** A page of another window may ask nothing for hours, and goes on showing what it was told. */
const tellOtherWindows = () => {
  const channel = openChannel();
  channel?.postMessage(null);
  channel?.close();
};

/** True once an answer was "please sign in". */
export const useSignedOut = (): boolean => useSyncExternalStore(subscribe, isSignedOut);
export const isSignedOut = (): boolean => signedOut;

/** Whether an unsaved edit of this window went with the sign-in. */
export const hasLostDraft = (): boolean => lostDraft;

/** A request as staff, to an address below `/api/v1`. Notices when the sign-in has ended. */
export const requestAsStaff = async <T>(
  path: string,
  options: RequestOptions<T>,
): Promise<Answer<T>> => {
  const answer = await request(`/api/v1${path}`, options);
  if (answer.ok) setSignedOut(false);
  else if (isNotSignedIn(answer)) await forgetStaff();
  return answer;
};

/** The server's own word; a network's sign-in page may answer 401 too. */
const isNotSignedIn = (answer: Answer<unknown>): boolean =>
  !answer.ok && answer.status === 401 && answer.code !== "NOT_OURS";

/** Shows that nobody is signed in, and leaves nothing of the staff's in this browser. */
const forgetStaff = async (): Promise<void> => {
  // First, so that no page that is open keeps an answer that is still on its way.
  setSignedOut(true);
  tellOtherWindows();
  const wiped = await Promise.allSettled([forgetAnswers(), forgetWards()]);
  for (const one of wiped) if (one.status === "rejected") console.error("not wiped", one.reason);
};

/** Ends the sign-in and removes what this browser kept. False when the server was not reached. */
export const signOut = async (): Promise<boolean> => {
  const answer = await request("/api/v1/sign-out", {
    method: "POST",
    read: (json) => sessionSchema.parse(json),
  });
  if (!answer.ok && !isNotSignedIn(answer)) return false;
  await forgetStaff();
  return true;
};
