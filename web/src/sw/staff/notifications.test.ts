import { expect, test } from "vitest";
import { notificationOf, openPage } from "./notifications.ts";

test("a push says how many beds of which ward, and leads there", () => {
  const text = JSON.stringify({ site: "main", ward: "4B/north", count: 2 });
  expect(notificationOf(text)).toEqual({
    title: "Throughline",
    body: "4B/north: 2 beds newly overdue.",
    tag: "ward main 4B/north",
    url: "/staff/ward/4B%2Fnorth?site=main",
  });
  expect(notificationOf(JSON.stringify({ site: "main", ward: "-", count: 1 })).body).toBe(
    "No ward: 1 bed newly overdue.",
  );
});

test.each([undefined, "", "no JSON", "null", '{"site":1}'])("%s is shown too", (text) => {
  expect(notificationOf(text)).toMatchObject({ body: "A ward has news.", url: "/staff/wards" });
});

test("a notification opens its page without leading another window away", async () => {
  const origin = "https://clinic.example";
  const press = async (paths: string[], data: unknown) => {
    const done: string[] = [];
    const matchAll = async () =>
      paths.map((path) => ({ url: origin + path, focus: async () => done.push(`focus ${path}`) }));
    const openWindow = async (address: string) => done.push(`open ${address}`);
    await openPage({ matchAll, openWindow } as unknown as Clients, data);
    return done;
  };
  const url = "/staff/ward/4B?site=main";
  const wall = "/staff/ward/4B?site=main&screen=wall";
  const sorted = "/staff/ward/4B?site=main&order=bed";
  expect(await press([wall, "/staff/flow", sorted], { url })).toEqual([`focus ${sorted}`]);
  expect(await press([wall, "/staff/ward/4B?site=north"], { url })).toEqual([`open ${url}`]);
  expect(await press([], undefined)).toEqual(["open /staff/wards"]);
  expect(await press([], { url: "https://elsewhere.example/staff/" })).toEqual([
    "open /staff/wards",
  ]);
});
