import { settle } from "@throughline/shared/monitor/settle.ts";
import { admission, labTest, sourceAt } from "@throughline/shared/testing/ward-facts.ts";
import { defaultWardSettings } from "@throughline/shared/ward.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countUnits, type Units } from "../../../bench/count-units.ts";
import { iso } from "../../testing/phone.ts";
import { type StoreUnderTest, startStore, TABLES } from "../../testing/start-database.ts";
import { openTable } from "../table.ts";
import type { StoredAdmission } from "./admissions.ts";

const ADMITTED = "2026-03-01T08:00:00.000Z";
const TESTED = "2026-03-01T20:00:00.000Z";
/** As long as a hospital's and the product's own names are. */
const source = sourceAt(ADMITTED, {
  fileId: "20260301T080000.123Z-0123456789abcdef",
  file: "pms-2026-03-01T0800.csv",
});
const stamp = `${ADMITTED}#${ADMITTED}#${"0".repeat(32)}`;

/** In memory by the documented prices; the conformance run holds these against DynamoDB Local. */
describe("in units of DynamoDB", () => {
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

  test("items are charged by the size that is documented, in the table and in its indexes", async () => {
    const table = openTable(sut.client, TABLES.clinical);
    const key = { pk: "SIZES", sk: "1" };
    // "pk" + "SIZES" + "sk" + "1" + "text": what a text may have before the next kilobyte begins.
    const room = 1024 - 14;
    const text = (bytes: number) => "x".repeat(bytes);
    const costs = async (act: () => Promise<unknown>) => {
      take();
      await act();
      return take();
    };
    const put = (attributes: object) => costs(() => table.put({ ...key, ...attributes }));

    expect(await put({ text: text(room) })).toEqual({ reads: 0, writes: 1 });
    expect(await put({ text: text(room + 1) })).toEqual({ reads: 0, writes: 2 });
    expect(await put({ text: "" })).toEqual({ reads: 0, writes: 2 });
    expect(await put({ text: "ä".repeat(room / 2 + 1) })).toEqual({ reads: 0, writes: 2 });
    expect(await put({ text: "" })).toEqual({ reads: 0, writes: 2 });
    // A list and a map are 3 bytes each and 1 a member, a boolean and null 1, 12345 is 4.
    const nested = { text: "", list: [true, null, { is: 12345 }] };
    const nestedBytes = 4 + 3 + 3 + 1 + 1 + (3 + 1 + 2 + 4);
    expect(await put({ ...nested, more: text(room - nestedBytes - 4) })).toMatchObject({
      writes: 1,
    });
    expect(await put({ ...nested, more: text(room - nestedBytes - 3) })).toMatchObject({
      writes: 2,
    });
    expect(await put({ text: "" })).toMatchObject({ writes: 2 });

    const inNext = { nextPk: "SIZES#NEXT", nextSk: "1" };
    const inList = { listPk: "SIZES#LIST", listSk: "1" };
    expect(await put(inNext)).toMatchObject({ writes: 2 });
    expect(await put({ ...inNext, text: "other" })).toMatchObject({ writes: 1 });
    expect(await put({ ...inNext, nextSk: "2" })).toMatchObject({ writes: 3 });
    expect(await put({ ...inNext, ...inList, nextSk: "2" })).toMatchObject({ writes: 2 });
    expect(await put({ ...inNext, ...inList, nextSk: "2", text: "" })).toMatchObject({ writes: 2 });
    expect(await costs(() => table.remove(key))).toEqual({ reads: 0, writes: 3 });

    await put({ text: text(5_000) });
    expect(await costs(() => table.get(key))).toMatchObject({ reads: 1 });
    expect(await costs(() => table.get(key, { consistent: true }))).toMatchObject({ reads: 2 });
    const missing = { pk: "SIZES", sk: "0" };
    expect(await costs(() => table.get(missing))).toMatchObject({ reads: 0.5 });
    await table.put({ ...missing, text: text(3_000) });
    // Each item of a batch is charged alone, those of a query together.
    const both = () => table.getMany([key, missing], { consistent: true });
    expect(await costs(both)).toMatchObject({ reads: 3 });
    const readAll = async () => {
      for await (const _page of table.pages({ pk: "SIZES" }, { consistent: true }));
    };
    expect(await costs(readAll)).toMatchObject({ reads: 2 });
  });
});
