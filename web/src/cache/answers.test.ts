import "fake-indexeddb/auto";
import { beforeEach, expect, it } from "vitest";
import { forgetAnswers, keepAnswer, readAnswer } from "./answers.ts";

beforeEach(forgetAnswers);

it("gives back the last answer of an address and nothing for another", async () => {
  await keepAnswer({ url: "/a", fetchedAtMs: 1, value: { n: 1 } });
  await keepAnswer({ url: "/a", fetchedAtMs: 2, value: { n: 2 } });
  expect(await readAnswer("/a")).toEqual({ url: "/a", fetchedAtMs: 2, value: { n: 2 } });
  expect(await readAnswer("/b")).toBeUndefined();
});

it("lets a slow old answer replace no newer one", async () => {
  await keepAnswer({ url: "/a", fetchedAtMs: 2, value: "new" });
  await keepAnswer({ url: "/a", fetchedAtMs: 1, value: "old" });
  expect((await readAnswer("/a"))?.value).toBe("new");
});

it("drops the oldest beyond two hundred", async () => {
  for (let n = 0; n <= 200; n++) await keepAnswer({ url: `/${n}`, fetchedAtMs: n, value: n });
  expect(await readAnswer("/0")).toBeUndefined();
  expect((await readAnswer("/1"))?.value).toBe(1);
  expect((await readAnswer("/200"))?.value).toBe(200);
});
