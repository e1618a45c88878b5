import { join } from "node:path";
import { weighPage } from "./page-weight.ts";

/** How much a phone downloads before its scan is confirmed, and in all. */
const weight = weighPage(join(import.meta.dirname, "../dist"));
const kilobytes = (bytes: number) => Math.round(bytes / 10) / 100;

for (const line of [
  {
    name: "patient page: scripts before the confirmation, gzipped",
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
