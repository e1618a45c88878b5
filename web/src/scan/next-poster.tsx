import { writePosterPath } from "@throughline/shared/poster-address.ts";
import { readScannedText } from "@throughline/shared/scanned-text.ts";
import { writeVisitCode } from "@throughline/shared/visit-code.ts";
import { lazy, Suspense, useState } from "react";
import { usePage } from "./page-context.ts";

const load = async (): Promise<{ default: View }> => {
  try {
    return { default: (await import("../camera/camera-view.tsx")).CameraView };
  } catch (problem) {
    // No connection, or the file of a version that is gone.
    console.warn("the camera is not loaded", problem);
    return { default: ({ words }) => <p role="status">{words.why.noReader}</p> };
  }
};
type View = typeof import("../camera/camera-view.tsx").CameraView;

/**
 * Reads the next poster, or a slip, in the page itself. It then goes to the address that was read,
 * as the phone's own camera does: so there is one way in which a scan is recorded.
 */
export const NextPoster = () => {
  const { site, words, say } = usePage();
  // Loaded anew each time it is opened, until that works.
  const [CameraView, setCameraView] = useState<ReturnType<typeof lazy<View>>>();
  const { camera, scanner } = words.catalogue;
  if (!CameraView) {
    return (
      <button type="button" onClick={() => setCameraView(() => lazy(load))}>
        {scanner.action}
      </button>
    );
  }
  const read = (text: string) => {
    const scanned = readScannedText(text, { site, origins: [location.origin] });
    if (scanned.kind === "poster") location.assign(writePosterPath(scanned));
    else if (scanned.kind === "visit") location.assign(writeVisitCode(scanned.code));
    else say(scanner.foreign);
  };
  return (
    <section className="scanner">
      <Suspense fallback={<p>{camera.starting}</p>}>
        <CameraView words={camera} onRead={read} />
      </Suspense>
      <p>{scanner.otherwise}</p>
      <button type="button" onClick={() => setCameraView(undefined)}>
        {scanner.close}
      </button>
    </section>
  );
};
