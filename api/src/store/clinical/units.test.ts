import { settle } from "@throughline/shared/monitor/settle.ts";
import { admission, labTest, sourceAt } from "@throughline/shared/testing/ward-facts.ts";
import { defaultWardSettings } from "@throughline/shared/ward.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countUnits, type Units } from "../../../bench/count-units.ts";
import { iso } from "../../testing/phone.ts";
import {
  dynamoLocalEndpoint,
  type StoreUnderTest,
  startStore,
} from "../../testing/start-database.ts";
import type { StoredAdmission } from "./admissions.ts";

const ADMITTED = "2026-03-01T08:00:00.000Z";
const TESTED = "2026-03-01T20:00:00.000Z";
/** As long as a hospital's and the product's own names are. */
const source = sourceAt(ADMITTED, {
  fileId: "20260301T080000.123Z-0123456789abcdef",
  file: "pms-2026-03-01T0800.csv",
});
const stamp = `${ADMITTED}#${ADMITTED}#${"0".repeat(32)}`;

/** Only DynamoDB itself, or its local version, says what the indexes of an item cost. */
describe.skipIf(dynamoLocalEndpoint === undefined)("in units of DynamoDB", () => {
  let sut: StoreUnderTest;
  let take: () => Units;
  beforeAll(async () => {
    sut = await startStore();
    take = countUnits(sut.client);
  });
  afterAll(() => sut.close());

  const watched = (patientId: string, tested: boolean, version = 0): StoredAdmission => {
    const stay = admission(patientId, `A-${patientId}`, ADMITTED, { source });
    const performed = { testId: "T000123456", testType: "CBC", performedAt: TESTED, source };
    const { watch } = settle({
      admission: stay,
      lastTest: tested ? performed : null,
      unmapped: null,
      previous: null,
      entries: [],
      viewedAt: null,
      settings: defaultWardSettings,
      nowMs: Date.parse(TESTED),
      mayOpen: false,
      because: "facts",
    });
    const nextAt = watch?.nextAt ?? null;
    return { admission: stay, stamp, watch, outbox: [], settingsVersion: 0, nextAt, version };
  };

  test("a new test costs one, its stay four, and a new stay three", async () => {
    const { admissions, labTests } = sut.store.clinical;
    await admissions.save("main", watched("P0012345", false));
    expect(take()).toEqual({ reads: 0, writes: 3 });
    const given = labTest("P0012345", "T000123456", TESTED, { source });
    await labTests.put("main", { test: given, stamp });
    expect(take()).toEqual({ reads: 0, writes: 1 });
    await admissions.save("main", watched("P0012345", true, 1));
    expect(take()).toEqual({ reads: 0, writes: 4 });
  });

  test("a tick costs what is due, however many stays are not", async () => {
    const { admissions, dueThings } = sut.store.clinical;
    const tick = async () => {
      take();
      await dueThings.list("tick", iso(10), { limit: 100 });
      return take();
    };
    const add = (from: number, to: number, nextAt: string) =>
      Promise.all(
        Array.from({ length: to - from }, (_, index) =>
          admissions.save("tick", { ...watched(`P${from + index}`, false), nextAt }),
        ),
      );
    await add(0, 20, iso(10));
    const among20 = await tick();
    await add(20, 1_000, iso(11));
    expect(await tick()).toEqual(among20);
    expect(among20).toEqual({ reads: 0.5, writes: 0 });
  });
});
