import { defaultFeedProfile, type FeedProfile } from "@throughline/shared/feed-profile.ts";
import { beforeEach, expect, test } from "vitest";
import type { OperationDeps } from "../../deps.ts";
import type { Around } from "../../testing/memory-dynamo/memory-dynamo.ts";
import { dynamoLocalEndpoint } from "../../testing/start-database.ts";
import { type IngestUnderTest, startIngest } from "../../testing/start-ingest.ts";
import { ingestFile } from "../ingest/ingest-file.ts";
import { versionOf } from "../ingest/list-feeds.ts";
import { saveFeed } from "../ingest/save-feed.ts";
import { tickSite } from "./run-monitor.ts";

const PMS = `patient_id,admission_id,admission_date,ward,status,updated_at
p1,a1,2026-03-08T08:00,4B,Parked,2026-03-09T08:00
p1,a2,2026-03-09T08:00,4B,Active,2026-03-09T08:00
p2,a3,2026-03-08T08:00,4B,Parked,2026-03-09T08:00
`;
const LIS = `test_id,patient_id,admission_id,test_type,test_date,status,updated_at
t1,p1,a1,CBC,2026-03-08T20:00,final,2026-03-09T10:00
t2,p1,a1,CBC,2026-03-09T20:00,Frozen,2026-03-09T21:00
t3,p1,,CBC,2026-03-09T22:00,final,2026-03-09T23:00
`;

let world: IngestUnderTest;
const begin = async () => {
  world = await startIngest();
  await world.take("p.csv", PMS);
  await world.take("l.csv", LIS);
};
beforeEach(begin);

const setWords = async (
  name: "pms" | "lis",
  words: Partial<FeedProfile>,
  deps: OperationDeps = world.deps,
) => {
  const known = await world.store.clinical.feeds.get("main", name, { consistent: true });
  await saveFeed(deps, "main", name, {
    version: versionOf(known),
    settings: {
      kind: name,
      inUse: true,
      maxSilenceMinutes: null,
      profile: { ...defaultFeedProfile, ...words },
    },
  });
};
const stay = async (patientId: string, admissionId: string) => {
  const found = await world.store.clinical.admissions.get("main", { patientId, admissionId });
  return { known: found?.admission.statusKnown, watched: found?.watch !== null, ...found?.watch };
};

test("a status that is mapped holds for the stays that were told of before, and back again", async () => {
  expect(await stay("p2", "a3")).toMatchObject({ known: false, watched: true });
  // Which of the two held it, nobody can tell.
  expect(await world.lastTest("p1", "a2")).toBeNull();

  await setWords("pms", { admissionStatus: { PARKED: "discharged" } });
  expect(await stay("p2", "a3")).toMatchObject({ known: true, watched: false });
  expect(await world.lastTest("p1", "a2")).toBe("t3");

  await setWords("pms", { admissionStatus: { parked: "active" } });
  expect(await stay("p2", "a3")).toMatchObject({ known: true, watched: true });
  expect(await world.lastTest("p1", "a1")).toBe("t1");
  expect(await world.lastTest("p1", "a2")).toBeNull();
});

test("a test's status that is mapped moves the clock of its stay, and back again", async () => {
  expect(await stay("p1", "a1")).toMatchObject({
    lastTest: { testId: "t1" },
    unmapped: { testId: "t2" },
  });
  await setWords("lis", { testStatus: { frozen: "counting" } });
  expect(await stay("p1", "a1")).toMatchObject({
    lastTest: { testId: "t2" },
    unmapped: null,
    dueAt: "2026-03-11T20:00:00.000Z",
  });
  await setWords("lis", { testStatus: { frozen: "not-counting" } });
  expect(await stay("p1", "a1")).toMatchObject({ lastTest: { testId: "t1" }, unmapped: null });
  await setWords("lis", {});
  expect(await stay("p1", "a1")).toMatchObject({
    lastTest: { testId: "t1" },
    unmapped: { testId: "t2" },
  });
});

test("the same rows sent again are known, whatever their words mean by now", async () => {
  await setWords("lis", { testStatus: { frozen: "counting" } });
  await setWords("pms", { admissionStatus: { parked: "discharged" } });
  world.clock.nowMs += 60_000;
  expect((await world.take("l2.csv", LIS)).counts).toMatchObject({ unchanged: 3, stored: 0 });
  expect((await world.take("p2.csv", PMS)).counts).toMatchObject({ unchanged: 3, stored: 0 });
  expect(await stay("p2", "a3")).toMatchObject({ watched: false });
});

// Thousands of calls: in memory alone.
test.skipIf(dynamoLocalEndpoint !== undefined)(
  "broken off anywhere, the monitor's next tick does the rest",
  async () => {
    class Killed extends Error {}
    for (let [calls, broken] = [0, true]; broken; calls++) {
      await begin();
      let left = calls;
      const around: Around = async (_command, input, carryOut) => {
        if (left-- <= 0) throw new Killed();
        return carryOut(input);
      };
      const words = { admissionStatus: { parked: "discharged" } } as const;
      broken = await setWords("pms", words, world.connect(around)).then(
        () => false,
        () => true,
      );
      // Refused before it was saved, it is saved again.
      const saved = await world.store.clinical.feeds.get("main", "pms", { consistent: true });
      if (saved?.profile === null) await setWords("pms", words, world.connect());
      world.clock.nowMs += 60_000;
      await tickSite(world.deps, "main");
      expect(await stay("p2", "a3"), `${calls}`).toMatchObject({ known: true, watched: false });
      expect(await world.lastTest("p1", "a2"), `${calls}`).toBe("t3");
      const done = await world.store.clinical.feeds.get("main", "pms", { consistent: true });
      expect(done?.mapping).toBeUndefined();
    }
  },
);

test("a file that was being read by the old words is read by the new ones in the end", async () => {
  let isFirst = true;
  const around: Around = async (_command, input, carryOut) => {
    const { report } = (input as { Item?: { report?: { state: string } } }).Item ?? {};
    const output = await carryOut(input);
    if (isFirst && report?.state === "processing") {
      isFirst = false;
      await setWords("lis", { testStatus: { thawed: "counting" } });
    }
    return output;
  };
  const key = await world.drop("l2.csv", LIS.replace("t2,", "t4,").replace("Frozen", "Thawed"));
  await ingestFile(world.connect(around), { site: "main", key });
  await tickSite(world.deps, "main");
  expect(await world.lastTest("p1", "a1")).toBe("t4");
});
