import { expect, test } from "vitest";
import { exportKinds, exportPath, readExportKind, writeExportKind } from "./export-kinds.ts";

test("the address opens the dialog at a kind and keeps what else stands in it", () => {
  for (const { name } of exportKinds) {
    const search = writeExportKind("site=main&day=2026-11-20", name);
    expect(readExportKind(search)).toBe(name);
    expect(writeExportKind(search, undefined)).toBe("site=main&day=2026-11-20");
  }
  expect(readExportKind("export=everything")).toBeUndefined();
  expect(readExportKind("")).toBeUndefined();
});

test("small counts are asked for of figures alone", () => {
  const period = { from: "2026-11-16", to: "2026-11-22" };
  const range = "from=2026-11-16&to=2026-11-22";
  expect(exportPath("main", "days", period, true)).toBe(
    `/api/v1/sites/main/days.json?${range}&full=true`,
  );
  expect(exportPath("main", "days", period, false)).toBe(`/api/v1/sites/main/days.json?${range}`);
  expect(exportPath("main", "xes", period, true)).toBe(`/api/v1/sites/main/xes?${range}`);
});
