import { loadEngine } from "./engine.ts";
import { createHeldCodes } from "./held-codes.ts";
import { type OpenCamera, openCamera } from "./open-camera.ts";

/** Between two readings, so that the page stays quick under the fingers. */
const PAUSE_MS = 60;

interface Camera {
  box: HTMLElement;
  deviceId: string | undefined;
  signal: AbortSignal;
  onOpen(camera: OpenCamera): void;
  /** A code has come before the camera. */
  onRead(text: string): void;
}

/**
 * Reads codes off a camera's whole picture until the signal. Rejects when the camera cannot be
 * opened or stops, or the engine is missing; the camera is closed in any case.
 */
export const runCamera = async ({ box, deviceId, signal, onOpen, onRead }: Camera) => {
  const engine = loadEngine();
  // Awaited below, once the camera is there.
  engine.catch(() => {});
  const camera = await openCamera(box, deviceId);
  try {
    const decode = await engine;
    if (!signal.aborted) onOpen(camera);
    const comes = createHeldCodes();
    while (!signal.aborted) {
      if (camera.ended()) throw new Error("the camera stopped");
      const text = hasPicture(camera.video) ? await decode(camera.video) : undefined;
      if (text !== undefined && !signal.aborted && comes(text, performance.now())) onRead(text);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  } finally {
    await camera.close();
  }
};

const hasPicture = ({ readyState }: HTMLVideoElement) =>
  readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
