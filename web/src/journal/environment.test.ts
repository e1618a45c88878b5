import { uuidSchema } from "@throughline/shared/instant.ts";
import { expect, test } from "vitest";
import { browserEnvironment, newId, randomFraction } from "./environment.ts";

const environment = browserEnvironment();

test("an id is a UUID of version 7 and carries its time", () => {
  // The example of RFC 9562, appendix A.6: 2022-02-22T19:22:22Z.
  const random = [
    0x01, 0x7f, 0x22, 0xe2, 0x79, 0xb0, 0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f,
  ];
  const id = newId({
    ...environment,
    wallMs: () => 0x017f22e279b0,
    randomBytes: () => Uint8Array.from(random),
  });
  expect(id).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  expect(uuidSchema.safeParse(id).success).toBe(true);
});

test("ids of one millisecond differ, and later ones sort later", () => {
  const at = (ms: number) => newId({ ...environment, wallMs: () => ms });
  expect(new Set(Array.from({ length: 1_000 }, () => at(1_700_000_000_000))).size).toBe(1_000);
  expect(at(1_700_000_000_000) < at(1_700_000_000_001)).toBe(true);
});

test("a fraction is from 0 to below 1", () => {
  const of = (byte: number) =>
    randomFraction({ ...environment, randomBytes: (count) => new Uint8Array(count).fill(byte) });
  expect(of(0)).toBe(0);
  expect(of(255)).toBeLessThan(1);
  expect(of(255)).toBeGreaterThan(0.99);
});
