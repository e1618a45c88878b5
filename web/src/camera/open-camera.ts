import { CameraFactory } from "html5-qrcode/esm/camera/factories";

export interface OpenCamera {
  video: HTMLVideoElement;
  /** Undefined where the browser does not tell. */
  deviceId: string | undefined;
  /** The picture has ended: the camera was pulled out, or taken away by the system. */
  ended(): boolean;
  close(): Promise<void>;
}

/** Enough for a code that fills a tenth of the picture, and little enough to read often. */
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } };
/** A picture that does not come is left to whoever looks at the camera. */
const LONGEST_START_MS = 5_000;

/**
 * Shows a camera's picture in `box`: the given one, else the one at the device's back. Rejects as
 * `getUserMedia` does.
 */
export const openCamera = async (
  box: HTMLElement,
  deviceId: string | undefined,
): Promise<OpenCamera> => {
  const factory = await CameraFactory.failIfNotSupported();
  const camera = await factory.create({
    ...SIZE,
    ...(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: "environment" }),
  });
  let started = () => {};
  // Closed before it plays, the picture would complain.
  const playing = new Promise<void>((resolve) => {
    started = resolve;
    setTimeout(resolve, LONGEST_START_MS);
  });
  const rendered = await camera.render(box, {}, { onRenderSurfaceReady: started });
  await playing;
  const video = rendered.getSurface();
  // The library measures the box once; the style sheet follows it.
  video.style.width = "";
  const [track] = (video.srcObject as MediaStream).getVideoTracks();
  return {
    video,
    deviceId: rendered.getRunningTrackSettings().deviceId,
    ended: () => track?.readyState === "ended",
    close: () => rendered.close(),
  };
};

/** The ids of all cameras, in the browser's order. Known only while one is open. */
export const listCameras = async (): Promise<string[]> =>
  (await navigator.mediaDevices.enumerateDevices())
    .filter(({ kind, deviceId }) => kind === "videoinput" && deviceId)
    .map(({ deviceId }) => deviceId);
