import { expect, it } from "vitest";
import { findPage, pageGroups } from "./pages.ts";

it("finds a page by its own path and by what lies below it, the longest first", () => {
  expect(findPage("/staff/board")?.page.name).toBe("Board");
  expect(findPage("/staff/station/vitals")).toMatchObject({
    group: { name: "Flow" },
    page: { name: "Station" },
  });
  expect(findPage("/staff/stations")).toBeUndefined();
  expect(findPage("/staff/elsewhere")).toBeUndefined();
});

it("has each path once", () => {
  const paths = pageGroups.flatMap(({ pages }) => pages.map(({ path }) => path));
  expect(new Set(paths).size).toBe(paths.length);
});
