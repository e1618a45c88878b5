import { admission, labTest, patient } from "@throughline/shared/testing/ward-facts.ts";
import { type WardSnapshot, wardSnapshotSchema } from "@throughline/shared/ward-api.ts";
import { expect, test } from "vitest";
import { countUnits } from "../../../bench/count-units.ts";
import { iso } from "../../testing/phone.ts";
import { seedWard } from "../../testing/seed-ward.ts";
import { startApp } from "../../testing/start-app.ts";

const HOUR_MS = 3_600_000;
const nowMs = Date.parse("2026-03-10T09:00:00.000Z");
const hour = (hours: number) => iso(nowMs + hours * HOUR_MS);

/** Somebody who is in, and was before; so many tests of that time. */
const back = (tests: number) => ({
  patient: patient("P"),
  stays: [
    admission("P", "A-now", hour(-5)),
    admission("P", "A-before", hour(-400), { status: "discharged", dischargedAt: hour(-300) }),
  ],
  tests: Array.from({ length: tests }, (_, index) =>
    labTest("P", `T${index}`, hour(-310 - index / 100), { admissionId: "A-before" }),
  ),
});

const start = async (tests: number) => {
  const sut = await startApp({ nowMs });
  await sut.addSite("main");
  await seedWard(sut, "main", [back(tests)]);
  const take = countUnits(sut.client);
  const poll = async (): Promise<WardSnapshot> =>
    wardSnapshotSchema.parse(await (await sut.staff("GET", "/api/v1/wards/A")).json());
  const shown = async () => (await poll()).beds[0]?.previousStayTest?.testId;
  return { sut, take, shown };
};

test("a screen that asks again costs the same however many tests a patient had before", async () => {
  const reads: number[] = [];
  for (const tests of [1, 120]) {
    const { sut, take, shown } = await start(tests);
    expect(await shown()).toBe("T0");
    take();
    expect(await shown()).toBe("T0");
    reads.push(take().reads);
    await sut.close();
  }
  expect(reads[0]).toBeGreaterThan(0);
  expect(reads[1]).toBe(reads[0]);
});

test("what changes of the stay before is shown with the next write of the stay, else in five minutes", async () => {
  const { sut, shown } = await start(1);
  const { admissions, labTests } = sut.store.clinical;
  const say = (testId: string, performedAt: string) =>
    labTests.put("main", {
      test: labTest("P", testId, performedAt, { admissionId: "A-before" }),
      stamp: "1",
    });
  expect(await shown()).toBe("T0");
  await say("late", hour(-309));
  expect(await shown()).toBe("T0");
  sut.clock.nowMs += 5 * 60_000;
  expect(await shown()).toBe("late");

  await say("later", hour(-308));
  const id = { patientId: "P", admissionId: "A-now" };
  const stay = await admissions.get("main", id, { consistent: true });
  if (stay) await admissions.save("main", stay);
  expect(await shown()).toBe("later");
  await sut.close();
});
