/** The engine's file could not be had, or this browser does not run it. */
export class EngineMissing extends Error {}

/** Why the camera reads nothing; each has a sentence that says what to do. */
export type CameraFailure = "insecure" | "absent" | "refused" | "inUse" | "noReader" | "stopped";

const byName: Record<string, CameraFailure> = {
  // W3C Media Capture and Streams, section 10.2.
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "absent",
  OverconstrainedError: "absent",
  NotReadableError: "inUse",
  AbortError: "inUse",
};

/** What a rejection of the browser, of the camera's library or of the engine means. */
export const cameraFailure = (
  problem: unknown,
  { secure, cameras }: { secure: boolean; cameras: boolean },
): CameraFailure => {
  if (!secure) return "insecure";
  if (problem instanceof EngineMissing) return "noReader";
  if (!cameras) return "absent";
  return byName[(problem as Error | undefined)?.name ?? ""] ?? "stopped";
};
