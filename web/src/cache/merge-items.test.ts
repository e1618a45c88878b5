import { expect, it } from "vitest";
import { mergeItems } from "./merge-items.ts";

const merge = (first: string[], further: string[]) => mergeItems(first, further, (item) => item);

it("keeps every item once when a new one has pushed the last of the first page off", () => {
  expect(merge(["d", "c"], ["c", "b", "a"])).toEqual(["d", "c", "b", "a"]);
  expect(merge(["e", "d"], ["d", "c", "b"])).toEqual(["e", "d", "c", "b"]);
  expect(merge([], ["a"])).toEqual(["a"]);
});

it("shows an item as the first page says it now", () => {
  const first = [{ id: 1, state: "done" }];
  const further = [
    { id: 1, state: "processing" },
    { id: 2, state: "done" },
  ];
  expect(mergeItems(first, further, ({ id }) => `${id}`)).toEqual([first[0], further[1]]);
});
