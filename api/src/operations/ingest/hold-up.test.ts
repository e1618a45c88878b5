import { expect, test } from "vitest";
import type { OperationDeps } from "../../deps.ts";
import { startIngest } from "../../testing/start-ingest.ts";
import { ingestFile } from "./ingest-file.ts";
import { listFeeds } from "./list-feeds.ts";

const LIS = `test_id,patient_id,test_type,test_date
t1,p1,CRP,2026-03-10T08:00
`;

test("a file that the server cannot take in says how often that failed and since when, until it is done", async () => {
  const { deps, clock, drop, ingest, report, take } = await startIngest();
  await take("good.csv", LIS, "lab");
  const key = await drop("poison.csv", LIS.replace("t1", "t2"), "lab");
  const { labTests } = deps.store.clinical;
  const broken: OperationDeps = {
    ...deps,
    store: {
      ...deps.store,
      clinical: {
        ...deps.store.clinical,
        labTests: {
          ...labTests,
          replace: () => Promise.reject(new Error("Ada Okafor's disk is full")),
        },
      },
    },
  };
  const heldUpOfFeed = async () => (await listFeeds(deps, "main")).map(({ heldUp }) => heldUp);

  expect(await heldUpOfFeed()).toEqual([null]);
  const since = new Date(clock.nowMs).toISOString();
  for (const attempts of [1, 2]) {
    await expect(ingestFile(broken, { site: "main", key })).rejects.toThrow("disk");
    const told = await report("poison.csv");
    expect(told).toMatchObject({ state: "processing", heldUp: { attempts, since } });
    expect(JSON.stringify(told)).not.toContain("Okafor");
    expect(await heldUpOfFeed()).toEqual([{ files: 1, since }]);
    clock.nowMs += 60_000;
  }
  // Others do not wait for it.
  expect(await take("next.csv", LIS.replace("t1", "t3"), "lab")).toMatchObject({
    state: "done",
    heldUp: null,
  });

  await ingest(key);
  expect(await report("poison.csv")).toMatchObject({ state: "done", heldUp: null });
  expect(await heldUpOfFeed()).toEqual([null]);
});
