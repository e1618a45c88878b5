import { closeSync, openSync, renameSync, writeSync } from "node:fs";
import { seededRandom } from "@throughline/shared/testing/random.ts";
import QRCode from "qrcode";

/** A camera's picture of a code: brightness per pixel, row by row. */
export interface Picture {
  width: number;
  height: number;
  luma: Uint8Array;
}

export const WIDTH = 640;
export const HEIGHT = 480;

/** How a code stands before the camera. */
interface Pose {
  /** Side of the code, in pixels. */
  side: number;
  degrees?: number;
  /** Standard deviation of a Gaussian blur, in pixels. */
  blur?: number;
  /** Brightness of black and of white, 0 to 255. */
  black?: number;
  white?: number;
  /** Standard deviation of the noise of the sensor. */
  noise?: number;
}

/** The kinds of pictures that are tried, from easy to hard. */
export const kinds = {
  clean: { side: 260 },
  small: { side: 110 },
  rotated: { side: 240, degrees: 33 },
  blurred: { side: 260, blur: 2.5 },
  dim: { side: 260, black: 14, white: 46 },
  noisy: { side: 260, black: 60, white: 190, noise: 45 },
} satisfies Record<string, Pose>;
export type Kind = keyof typeof kinds;

/** A picture of a code, on the light grey of a paper or a screen. */
export const takePicture = (text: string, pose: Pose): Picture => {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const { side, degrees = 0, blur = 0, black = 20, white = 235, noise = 0 } = pose;
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const module = side / modules.size;
  let light: Float64Array = new Float64Array(WIDTH * HEIGHT).fill(1);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const [dx, dy] = [x + 0.5 - WIDTH / 2, y + 0.5 - HEIGHT / 2];
      const column = Math.floor((dx * cos + dy * sin + side / 2) / module);
      const row = Math.floor((dy * cos - dx * sin + side / 2) / module);
      const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size;
      if (inside && modules.get(row, column)) light[y * WIDTH + x] = 0;
    }
  }
  if (blur > 0) light = smooth(light, blur);
  const random = seededRandom(7);
  const luma = Uint8Array.from(light, (value) => {
    // The sum of twelve uniform numbers is nearly normal, of variance 1.
    const normal =
      noise > 0 ? Array.from({ length: 12 }, random.next).reduce((a, b) => a + b) - 6 : 0;
    return Math.max(0, Math.min(255, black + (white - black) * value + noise * normal));
  });
  return { width: WIDTH, height: HEIGHT, luma };
};

const smooth = (light: Float64Array, sigma: number): Float64Array => {
  const reach = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)),
  );
  const sum = weights.reduce((a, b) => a + b);
  const pass = (from: Float64Array, step: number, length: number) =>
    from.map((_, at) => {
      const along = Math.floor(at / step) % length;
      return weights.reduce((total, weight, i) => {
        const place = Math.max(0, Math.min(length - 1, along + i - reach));
        return total + (weight / sum) * (from[at + (place - along) * step] ?? 0);
      }, 0);
    });
  return pass(pass(light, 1, WIDTH), WIDTH, HEIGHT);
};

/** A picture of nothing. */
export const nothing: Picture = {
  width: WIDTH,
  height: HEIGHT,
  luma: new Uint8Array(WIDTH * HEIGHT).fill(200),
};

const FRAMES_A_SECOND = 5;
const FRAMES_EACH = 3;

/**
 * Writes what a fake camera shows: each picture for 0.6 s, again and again. Uncompressed
 * (YUV4MPEG2), so that no tool is needed; the browser reads the file whenever it opens the camera.
 */
export const writeVideo = (file: string, pictures: readonly Picture[]): void => {
  // Replaced as a whole: a camera that is open goes on with what it has.
  const video = openSync(`${file}.new`, "w");
  const grey = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  writeSync(video, `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n`);
  for (const { luma } of pictures) {
    for (let frame = 0; frame < FRAMES_EACH; frame++) {
      writeSync(video, "FRAME\n");
      writeSync(video, luma);
      writeSync(video, grey);
    }
  }
  closeSync(video);
  renameSync(`${file}.new`, file);
};

/** Starts a browser with a camera that shows `file`, and that every page may use. */
export const cameraFlags = (file: string): string[] => [
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  `--use-file-for-fake-video-capture=${file}`,
];
