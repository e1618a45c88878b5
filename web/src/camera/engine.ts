import { BarcodeDetector, prepareZXingModule } from "barcode-detector/ponyfill";
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { EngineMissing } from "./camera-failure.ts";

/** The text of the largest QR code that a video shows; undefined where there is none. */
export type Decode = (video: HTMLVideoElement) => Promise<string | undefined>;

let loading: Promise<Decode> | undefined;

/**
 * The one engine that reads codes, the same in every browser. It comes from our own server, and is
 * loaded once a page. Rejects with `EngineMissing`; the next call tries again.
 */
export const loadEngine = (): Promise<Decode> => {
  loading ??= load().catch((problem: unknown) => {
    loading = undefined;
    throw new EngineMissing("the reader of codes", { cause: problem });
  });
  return loading;
};

const load = async (): Promise<Decode> => {
  const answer = await fetch(wasmUrl);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const wasmBinary = await answer.arrayBuffer();
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  const takePicture = createPictures();
  return async (video) => {
    const codes = await detector.detect(takePicture(video));
    const area = ({ boundingBox }: (typeof codes)[number]) =>
      boundingBox.width * boundingBox.height;
    return codes.sort((a, b) => area(b) - area(a))[0]?.rawValue;
  };
};

/**
 * The whole picture of a video in its own size. One canvas for all, in memory where it is read:
 * the engine by itself makes a new one each time.
 */
const createPictures = (): ((video: HTMLVideoElement) => ImageData) => {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  return (video) => {
    const { videoWidth: width, videoHeight: height } = video;
    if (canvas.width !== width || canvas.height !== height)
      Object.assign(canvas, { width, height });
    context.drawImage(video, 0, 0);
    return context.getImageData(0, 0, width, height);
  };
};
