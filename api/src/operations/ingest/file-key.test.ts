import { expect, test } from "vitest";
import { keyOfUpload, makeFileId, readFileKey } from "./file-key.ts";

test("an announced file's key leads back to its name", () => {
  const fileId = makeFileId(Date.parse("2026-03-10T09:05:07.004Z"), "0123456789abcdef0123456789");
  expect(fileId).toBe("20260310T090507004Z-0123456789abcdef");
  expect(keyOfUpload("main", fileId)).toBe(`uploaded/main/${fileId}.csv`);
  expect(readFileKey(keyOfUpload("main", fileId))).toEqual({
    site: "main",
    feed: null,
    name: `${fileId}.csv`,
    fileId,
  });
});

test.each([
  ["uploaded/main/lab.csv", { feed: null, name: "lab.csv" }],
  ["uploaded/main/Lab/March 10.CSV", { feed: "lab", name: "March 10.CSV" }],
  ["uploaded/main/lab/2026/03/x", { feed: "lab", name: "x" }],
  ["uploaded/main/Labor Süd/x.csv", { feed: null, name: "x.csv" }],
  // Looks announced, but lies where no announced file does.
  [
    "uploaded/main/lab/20260310T090507004Z-0123456789abcdef.csv",
    { feed: "lab", name: "20260310T090507004Z-0123456789abcdef.csv" },
  ],
])("%s was dropped", (key, expected) => {
  expect(readFileKey(key)).toEqual({ site: "main", fileId: undefined, ...expected });
});

test.each([
  "uploaded/x.csv",
  "uploaded//x.csv",
  "uploaded/main/",
  "uploaded/main/lab/",
  "uploaded/Main/x.csv",
  "uploaded/a b/x.csv",
  "completed/main/x.csv",
  "UPLOADED/main/x.csv",
  "/uploaded/main/x.csv",
  "",
])("%j is nobody's file", (key) => {
  expect(readFileKey(key)).toBeUndefined();
});
