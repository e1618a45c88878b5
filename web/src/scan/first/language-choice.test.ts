import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { first as arabic } from "../../i18n/first/ar.ts";
import { first as english } from "../../i18n/first/en.ts";
import { first as hindi } from "../../i18n/first/hi.ts";
import { createLanguageChoice } from "./language-choice.ts";

const page = { lang: "", dir: "" };
const remembered = new Map<string, string>();

beforeEach(() => {
  vi.stubGlobal("document", { documentElement: page });
  vi.stubGlobal("localStorage", {
    setItem: (key: string, value: string) => remembered.set(key, value),
  });
  vi.spyOn(console, "warn").mockImplementation(() => {});
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  remembered.clear();
});

const settle = () => vi.advanceTimersByTimeAsync(0);

test("the page is in its language before the words are there", async () => {
  const choice = createLanguageChoice("ar", Promise.resolve(arabic));
  expect(page).toEqual({ lang: "ar", dir: "rtl" });
  expect(choice.strings()).toBeUndefined();
  const heard = vi.fn();
  choice.listen(heard);
  await settle();
  expect(choice.strings()).toBe(arabic);
  expect(heard).toHaveBeenCalledTimes(1);
  // What the browser asked for is not what the reader chose.
  expect(remembered.size).toBe(0);
});

test("a chosen language is spoken once its words are there, and remembered at once", async () => {
  const choice = createLanguageChoice("en", Promise.resolve(english));
  await settle();
  choice.choose("hi");
  expect([...remembered.values()]).toEqual(["hi"]);
  expect(choice.current()).toBe("en");
  await vi.waitUntil(() => choice.current() === "hi");
  expect(choice.strings()).toEqual(hindi);
  expect(page).toEqual({ lang: "hi", dir: "ltr" });
});

test("the last of two choices is spoken, whichever words come last", async () => {
  let deliver = (_: typeof arabic) => {};
  const late = new Promise<typeof arabic>((resolve) => {
    deliver = resolve;
  });
  const choice = createLanguageChoice("ar", late);
  choice.choose("hi");
  await vi.waitUntil(() => choice.current() === "hi");
  deliver(arabic);
  await settle();
  expect(choice.current()).toBe("hi");
});

test("words that cannot be had are asked for again", async () => {
  const choice = createLanguageChoice("hi", Promise.reject(new TypeError("no connection")));
  await settle();
  expect(choice.strings()).toBeUndefined();
  await vi.advanceTimersToNextTimerAsync();
  await vi.waitUntil(() => choice.strings() !== undefined);
  expect(choice.strings()).toEqual(hindi);
});
