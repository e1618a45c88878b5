import { encodeText } from "@throughline/shared/csv/encode-text.ts";
import type { FeedProfile } from "@throughline/shared/feed-profile.ts";
import type { HeaderReport } from "@throughline/shared/header-report.ts";
import type { CountingRule } from "@throughline/shared/lab-test.ts";
import { createLocalClock } from "@throughline/shared/written-time.ts";
import { useEffect, useState } from "react";
import { checkFile } from "../../ui/files/check-file.ts";

export type Sample = { file: File } | { text: string };

export type Looked =
  | { kind: "none" }
  | { kind: "looking" }
  | { kind: "unreadable" }
  | { kind: "known"; report: HeaderReport };

interface Options {
  profile: FeedProfile;
  timeZone: string;
  counting: CountingRule;
}

/** What a sample would tell through a profile, anew at each change of either. It stays in this browser. */
export const useSample = (
  sample: Sample | undefined,
  { profile, timeZone, counting }: Options,
): Looked => {
  const through = JSON.stringify(profile);
  const [found, setFound] = useState<{ through: string; sample: Sample; looked: Looked }>();
  useEffect(() => {
    if (!sample) return;
    let current = true;
    const profile = JSON.parse(through) as FeedProfile;
    const blob =
      "file" in sample
        ? sample.file
        : new Blob([encodeText(sample.text, profile.encoding) as Uint8Array<ArrayBuffer>]);
    const settle = (looked: Looked) => {
      if (current) setFound({ through, sample, looked });
    };
    checkFile(blob, "file" in sample ? sample.file.name : undefined, {
      profile,
      clock: createLocalClock(timeZone),
      receivedMs: Date.now(),
      counting,
    }).then(
      (report) => settle({ kind: "known", report }),
      () => settle({ kind: "unreadable" }),
    );
    return () => {
      current = false;
    };
  }, [sample, through, timeZone, counting]);
  if (!sample) return { kind: "none" };
  return found?.through === through && found.sample === sample ? found.looked : { kind: "looking" };
};
