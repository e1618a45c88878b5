import { admission, labTest } from "@throughline/shared/testing/ward-facts.ts";
import { expect, test } from "vitest";
import type { OperationDeps } from "../../deps.ts";
import { startMonitoredWard } from "../../testing/monitored-ward.ts";
import { settleAdmission } from "./settle-admission.ts";

const START = Date.parse("2026-11-16T00:00:00.000Z");
const at = (hours: number) => new Date(START + hours * 3_600_000).toISOString();
const id = { patientId: "p1", admissionId: "p1-1" };

test("who counted tests before another took one back begins anew, though the stay looks the same", async () => {
  const ward = await startMonitoredWard({ nowMs: START });
  await ward.admit(admission("p1", "p1-1", at(0)));
  ward.clock.nowMs = START + 30 * 3_600_000;
  await ward.say(labTest("p1", "t1", at(10)));
  const say = (status: string, stamp: string) =>
    ward.clinical.labTests.put("main", { test: labTest("p1", "t2", at(20), { status }), stamp });
  const settle = async (deps: Pick<OperationDeps, "store" | "now">) =>
    settleAdmission(deps, "main", id, {
      settings: await ward.clinical.wardSettings.readFresh("main"),
      mayOpen: false,
      because: "facts",
      recount: true,
      touch: true,
    });

  await say("final", at(21));
  let writes = 0;
  const deps = ward.connect(async (command, input, carryOut) => {
    if (command.startsWith("Put") && writes++ === 0) {
      // The other finds t1 on the stay, as it stands there: for it nothing has changed.
      await say("cancelled", at(22));
      await settle(ward.deps);
    }
    return carryOut(input);
  });
  await settle(deps);
  expect(writes).toBe(2);
  expect((await ward.stay("p1", "p1-1")).watch?.lastTest).toMatchObject({ testId: "t1" });
});
