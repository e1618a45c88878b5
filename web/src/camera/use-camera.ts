import { useEffect, useRef, useState } from "react";
import { type CameraFailure, cameraFailure } from "./camera-failure.ts";
import { listCameras } from "./open-camera.ts";
import { runCamera } from "./run-camera.ts";

export type CameraState = { kind: "starting" | "on" } | { kind: "failed"; why: CameraFailure };

interface UsedCamera {
  /** Where the picture goes. */
  box(element: HTMLElement | null): void;
  state: CameraState;
  /** Goes on to the next camera; undefined where there is only one. */
  change: (() => void) | undefined;
  retry(): void;
}

/** A camera that is on while the page is seen, and tells each code that comes before it. */
export const useCamera = (onRead: (text: string) => void): UsedCamera => {
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [state, setState] = useState<CameraState>({ kind: "starting" });
  const [chosen, setChosen] = useState(rememberedCamera);
  const [cameras, setCameras] = useState<string[]>([]);
  const [running, setRunning] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const visible = useVisible();
  const read = useRef(onRead);
  read.current = onRead;
  // One camera after the other: most devices open none while another closes.
  const before = useRef<Promise<unknown>>(Promise.resolve());

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` tries again.
  useEffect(() => {
    if (!box || !visible) return;
    const over = new AbortController();
    const { signal } = over;
    setState({ kind: "starting" });
    const run = async () => {
      await before.current;
      if (signal.aborted) return;
      await runCamera({
        box,
        deviceId: chosen,
        signal,
        onRead: (text) => read.current(text),
        onOpen: ({ deviceId }) => {
          setState({ kind: "on" });
          setRunning(deviceId);
          listCameras().then(setCameras, () => setCameras([]));
        },
      });
    };
    before.current = run().catch((problem: unknown) => {
      const page = { secure: window.isSecureContext, cameras: "mediaDevices" in navigator };
      console.warn("the camera", problem);
      if (!signal.aborted) setState({ kind: "failed", why: cameraFailure(problem, page) });
    });
    return () => over.abort();
  }, [box, visible, chosen, attempt]);

  const choose = (camera: string | undefined) => {
    rememberCamera(camera);
    setChosen(camera);
  };
  const next = cameras[(cameras.indexOf(running ?? "") + 1) % cameras.length];
  return {
    box: setBox,
    state,
    change: cameras.length > 1 ? () => choose(next) : undefined,
    retry: () => {
      // Perhaps that very camera is gone.
      choose(undefined);
      setAttempt((count) => count + 1);
    },
  };
};

const isVisible = () => document.visibilityState === "visible";

const useVisible = (): boolean => {
  const [visible, setVisible] = useState(isVisible);
  useEffect(() => {
    const look = () => setVisible(isVisible());
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return visible;
};

const KEY = "throughline-camera";

/** The camera that was chosen on this device before. */
const rememberedCamera = (): string | undefined => {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    // Storage is blocked: the one at the back it is.
    return undefined;
  }
};

const rememberCamera = (camera: string | undefined) => {
  try {
    if (camera) localStorage.setItem(KEY, camera);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
};
