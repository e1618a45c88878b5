import { BarcodeDetector, prepareZXingModule } from "barcode-detector/ponyfill";
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { EngineMissing } from "./camera-failure.ts";

/** The text of the largest QR code in a picture; undefined where there is none. */
export type Decode = (picture: HTMLVideoElement | ImageData) => Promise<string | undefined>;

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
  return async (picture) => {
    const codes = await detector.detect(picture);
    const area = ({ boundingBox }: (typeof codes)[number]) =>
      boundingBox.width * boundingBox.height;
    return codes.sort((a, b) => area(b) - area(a))[0]?.rawValue;
  };
};
