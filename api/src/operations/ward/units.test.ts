import { describe, expect, test } from "vitest";
import { measureIngestUnits, measureTickUnits } from "../../../bench/ward-units.ts";

/** By DynamoDB's documented prices, which the store's own suite holds against DynamoDB Local. */
describe("units of the database", () => {
  test("a new test costs one, and its stay one write a batch; what is known already none", async () => {
    // More than two batches.
    const units = await measureIngestUnits({ stays: 120, rows: 2_400 });
    expect(units).toMatchObject({
      perNewTest: 1,
      stayWritesPerChange: 1,
      // The item itself, its place in `next` given up and taken, and its line of the ward.
      perStayWrite: 4,
      unchangedTests: 0,
      unchangedStays: 0,
    });
    // Of its own: what it says of itself, and that its feed has sent.
    expect(units.ofTheFile).toBeLessThanOrEqual(20);
  });

  test("a tick reads half a unit a site, whether it watches 10 stays or 1,000", async () => {
    const nothing = { reads: 0.5, writes: 1 };
    expect((await measureTickUnits({ active: 10, due: 0, sites: 20 })).empty).toEqual(nothing);
    expect((await measureTickUnits({ active: 1_000, due: 0 })).empty).toEqual(nothing);
  });

  test("a tick reads for what is newly due alone", async () => {
    const few = await measureTickUnits({ active: 10, due: 5 });
    expect(few.due.reads).toBeGreaterThan(0.5);
    expect(await measureTickUnits({ active: 1_000, due: 5 })).toEqual(few);
  });
});
