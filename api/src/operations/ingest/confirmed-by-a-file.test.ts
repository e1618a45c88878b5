import { expect, test } from "vitest";
import { startIngest } from "../../testing/start-ingest.ts";
import { tickSite } from "../ward/run-monitor.ts";

test("a laboratory's file that confirms an alert makes the next tick tell of it, once", async () => {
  const world = await startIngest({ nowMs: Date.parse("2026-03-10T12:00:00.000Z") });
  const told: string[] = [];
  const deps = {
    ...world.deps,
    push: {
      publicKey: "",
      async send(_site: string, ward: string, count: number) {
        told.push(`${ward} ${count}`);
      },
    },
  };
  const stays = "patient_id,admission_id,admission_date,ward,status";
  await world.take("pms.csv", `${stays}\np1,a1,2026-03-08T12:30:00Z,4B,Active\n`);
  const tests = "test_id,patient_id,test_type,test_date,status";
  await world.take("lis-1.csv", `${tests}\nt1,p2,CBC,2026-03-10T11:00:00Z,final\n`);
  await tickSite(deps, "main");
  world.clock.nowMs = Date.parse("2026-03-10T12:30:00.000Z");
  await tickSite(deps, "main");
  expect((await world.store.clinical.admissions.listAlerted("main")).length).toBe(1);
  expect(told).toEqual([]);
  world.clock.nowMs = Date.parse("2026-03-10T13:00:00.000Z");
  await world.take("lis-2.csv", `${tests}\nt2,p2,CBC,2026-03-10T12:50:00Z,final\n`);
  await tickSite(deps, "main");
  world.clock.nowMs += 60_000;
  await tickSite(deps, "main");
  expect(told).toEqual(["4B 1"]);
  // From then on only its silence is waited for.
  const feed = await world.store.clinical.feeds.get("main", "lis");
  expect(feed?.nextAt).toBe("2026-03-11T13:00:00.000Z");
});
