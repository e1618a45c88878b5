import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetAnswers, keepAnswer, readAnswer } from "./answers.ts";
import { hasKeptDraft, keepDraft, readKeptDraft } from "./kept-draft.ts";
import { hasLostDraft, requestAsStaff, signOut } from "./session.ts";

const unauthenticated = { error: { code: "UNAUTHENTICATED", message: "Please sign in." } };

/** A browser's storage: what is kept are its own properties. */
const createStorage = () => {
  const kept: Record<string, string> = Object.create({
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, text: string) => {
      kept[key] = text;
    },
    removeItem: (key: string) => delete kept[key],
  });
  return kept;
};

beforeEach(async () => {
  vi.stubGlobal("sessionStorage", createStorage());
  await forgetAnswers();
  await keepAnswer({ url: "/sites", fetchedAtMs: 1, value: {} });
});
afterEach(() => vi.unstubAllGlobals());

const answerWith = (answer: () => Response | Promise<Response>) =>
  vi.stubGlobal("fetch", async () => answer());
const isKept = async () => (await readAnswer("/sites")) !== undefined;

test("who signs out leaves no figures behind", async () => {
  answerWith(() => Response.json({ signedIn: false }));
  expect(await signOut()).toBe(true);
  expect(await isKept()).toBe(false);
});

test("who was signed out already leaves none either", async () => {
  answerWith(() => Response.json(unauthenticated, { status: 401 }));
  expect(await signOut()).toBe(true);
  expect(await isKept()).toBe(false);
});

test.each<[string, () => Response | Promise<Response>]>([
  ["no network", () => Promise.reject(new TypeError("Failed to fetch"))],
  ["a network's sign-in page", () => new Response("<h1>Wi-Fi</h1>")],
  ["a proxy that asks for its own sign-in", () => new Response("<h1>Wi-Fi</h1>", { status: 401 })],
  ["a proxy without the server", () => new Response("Bad gateway", { status: 502 })],
])("nobody is told to be signed out by %s", async (_what, answer) => {
  answerWith(answer);
  expect(await signOut()).toBe(false);
  expect(await isKept()).toBe(true);
});

test("figures go with a sign-in that has ended, and stay without a network", async () => {
  answerWith(() => new Response("Bad gateway", { status: 502 }));
  await requestAsStaff("/sites", { read: (json) => json });
  expect(await isKept()).toBe(true);
  answerWith(() => Response.json(unauthenticated, { status: 401 }));
  await requestAsStaff("/sites", { read: (json) => json });
  expect(await isKept()).toBe(false);
});

test("an edit that is not saved goes with the sign-in, and that is told", async () => {
  sessionStorage.setItem("another", "1");
  const kept = { base: { version: 1 }, draft: { staff: [{ name: "Ana" }] } };
  for (const name of ["main", "main-wards"]) keepDraft(name, kept);
  answerWith(() => new Response("Bad gateway", { status: 502 }));
  expect([await signOut(), hasKeptDraft()]).toEqual([false, true]);
  expect(readKeptDraft("main-wards")).toEqual(kept);
  answerWith(() => Response.json({ signedIn: false }));
  await signOut();
  expect({ ...sessionStorage }).toEqual({ another: "1" });
  expect(hasLostDraft()).toBe(true);
  answerWith(() => Response.json({}));
  await requestAsStaff("/sites", { read: (json) => json });
  expect(hasLostDraft()).toBe(false);
});
