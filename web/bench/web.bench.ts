import { join } from "node:path";
import { weighPage } from "./page-weight.ts";
import { weighPush } from "./wire.ts";

/** How much a phone downloads before its scan is confirmed, and in all. */
const weight = weighPage(join(import.meta.dirname, "../dist"));
const kilobytes = (bytes: number) => Math.round(bytes / 10) / 100;

for (const line of [
  {
    name: "patient page: scripts before the confirmation in the heaviest language, gzipped",
    value: kilobytes(weight.scriptsBeforeConfirmation),
    against: null,
    goal: "<= 10",
  },
  {
    name: "patient page: everything before the confirmation, gzipped",
    value: kilobytes(weight.beforeConfirmation),
    against: null,
    goal: null,
  },
  {
    name: "patient page: everything that is kept for offline use, gzipped",
    value: kilobytes(weight.kept),
    against: null,
    goal: "<= 250",
  },
]) {
  const { name, value, against, goal } = line;
  console.log(JSON.stringify({ name, value, unit: "KB", against, goal }));
}

for (const { device, scans, goal } of [
  { device: "phone", scans: 1, goal: null },
  { device: "tablet", scans: 1, goal: null },
  { device: "tablet", scans: 100, goal: "<= 60" },
] as const) {
  const perScan = async (packed: boolean) =>
    Math.round(((await weighPush(device, scans, { packed })) / scans) * 10) / 10;
  console.log(
    JSON.stringify({
      name: `bytes on the wire per scan, ${scans} in one push of a ${device}, against unpacked`,
      value: await perScan(true),
      unit: "bytes",
      against: await perScan(false),
      goal,
    }),
  );
}
