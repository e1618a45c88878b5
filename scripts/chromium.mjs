import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where a Chromium may be; `CHROMIUM_PATH` comes first. */
const places = ({ CHROMIUM_PATH, LOCALAPPDATA, PROGRAMFILES, ...others }) => {
  const programs = [PROGRAMFILES, others["PROGRAMFILES(X86)"], LOCALAPPDATA].filter(Boolean);
  return [
    CHROMIUM_PATH,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ...programs.map((folder) => join(folder, "Google", "Chrome", "Application", "chrome.exe")),
    ...programs.map((folder) => join(folder, "Microsoft", "Edge", "Application", "msedge.exe")),
  ];
};

/** The path of this machine's Chromium, Chrome or Edge; undefined without one. */
export const findChromium = (env = process.env, exists = existsSync) =>
  places(env).find((place) => place && exists(place));

export const howToGetChromium =
  "No Chromium found: install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.";
