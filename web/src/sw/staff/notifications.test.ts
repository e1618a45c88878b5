import { expect, test } from "vitest";
import { notificationOf } from "./notifications.ts";

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
