import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { loadEngine } from "../src/camera/engine.ts";

/** Milliseconds of single readings, and how many of them brought the text. */
export interface Readings {
  ms: number[];
  read: number;
}

/** Shows a grey picture as a camera does, and as the picture's data. */
const show = async (luma: Uint8Array, width: number, height: number) => {
  const picture = new ImageData(width, height);
  luma.forEach((value, at) => {
    picture.data.set([value, value, value, 255], 4 * at);
  });
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.putImageData(picture, 0, 0);
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = canvas.captureStream();
  // A stream of a canvas begins with its next change.
  context.putImageData(picture, 0, 0);
  await video.play();
  return { picture, video };
};

const time = async (readings: Readings, text: string, work: () => Promise<string | undefined>) => {
  const beganMs = performance.now();
  if ((await work()) === text) readings.read += 1;
  readings.ms.push(performance.now() - beganMs);
};

/** Reads one picture again and again: off the video by our module, off its data by the engine. */
export const measure = async (
  picture: { luma: readonly number[]; width: number; height: number },
  text: string,
  runs: number,
): Promise<{ ours: Readings; alone: Readings }> => {
  const shown = await show(Uint8Array.from(picture.luma), picture.width, picture.height);
  const decode = await loadEngine();
  await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
  const ours = () => decode(shown.video);
  const alone = async () => (await readBarcodes(shown.picture, { formats: ["QRCode"] }))[0]?.text;
  await ours();
  await alone();
  const readings = { ours: { ms: [], read: 0 }, alone: { ms: [], read: 0 } };
  // In turns, so that what else the machine does slows both down.
  for (let run = 0; run < runs; run++) {
    await time(readings.ours, text, ours);
    await time(readings.alone, text, alone);
  }
  return readings;
};

Object.assign(window, { measure });
