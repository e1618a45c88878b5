import { expect, test } from "vitest";
import { findChromium } from "./chromium.mjs";

const on =
  (...paths) =>
  (path) =>
    paths.includes(path);

test("CHROMIUM_PATH comes first, and only when something is there", () => {
  const env = { CHROMIUM_PATH: "/opt/browser" };
  expect(findChromium(env, on("/opt/browser", "/usr/bin/chromium"))).toBe("/opt/browser");
  expect(findChromium(env, on("/usr/bin/chromium"))).toBe("/usr/bin/chromium");
  expect(findChromium({}, on())).toBe(undefined);
});

test("the usual places of macOS and Windows are known", () => {
  const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  expect(findChromium({}, on(mac))).toBe(mac);
  const inPrograms = findChromium({ PROGRAMFILES: "C:\\Program Files" }, (path) =>
    path?.endsWith("chrome.exe"),
  );
  expect(inPrograms).toContain("C:\\Program Files");
});
