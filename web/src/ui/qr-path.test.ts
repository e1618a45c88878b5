import { expect, it } from "vitest";
import { qrPath } from "./qr-path.ts";

/** Fills a square from the path, by reading only what the path says. */
const draw = (path: string, size: number): boolean[][] => {
  const square = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)) {
    for (let i = 0; i < Number(width); i++) {
      const row = square[Number(y)];
      if (row) row[Number(x) + i] = true;
    }
  }
  return square;
};

it("has the three finder patterns of ISO/IEC 18004 and says level H in its format", () => {
  const { size, path } = qrPath("https://flow.example.org/s/check-in", "H");
  const square = draw(path, size);
  const finder = (top: number, left: number) =>
    Array.from({ length: 7 }, (_, row) =>
      Array.from({ length: 7 }, (_, column) =>
        square[top + row]?.[left + column] ? "#" : ".",
      ).join(""),
    );
  const pattern = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"];
  expect(finder(0, 0)).toEqual(pattern);
  expect(finder(0, size - 7)).toEqual(pattern);
  expect(finder(size - 7, 0)).toEqual(pattern);
  // The two bits of the level, masked by 10: level H is 10, so both are 0.
  expect([square[8]?.[0], square[8]?.[1]]).toEqual([false, false]);
});
