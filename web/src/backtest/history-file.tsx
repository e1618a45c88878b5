import { defaultFeedProfile } from "@throughline/shared/feed-profile.ts";
import type { ListedFeed } from "@throughline/shared/upload-api.ts";
import { createLocalClock } from "@throughline/shared/written-time.ts";
import { type ReactNode, useState } from "react";
import { Field } from "../ui/field.tsx";
import { checkFile } from "../ui/files/check-file.ts";
import { FileDrop } from "../ui/files/file-drop.tsx";
import { kindWords } from "../ui/files/file-words.ts";

export interface ChosenFile {
  file: File;
  /** Null: the feed that is called like the kind. */
  feed: string | null;
  /** Why it cannot be gone through, as far as its beginning tells. */
  problem: string | undefined;
}

interface Props {
  kind: "pms" | "lis";
  title: string;
  chosen: ChosenFile | undefined;
  feeds: readonly ListedFeed[];
  timeZone: string;
  disabled: boolean;
  /** What the server said of it. */
  problem: string | undefined;
  onChoose: (chosen: ChosenFile) => void;
}

/** One of the two files of the past, looked at before anything is sent. */
export const HistoryFile = (props: Props): ReactNode => {
  const { kind, title, chosen, feeds, timeZone, disabled, onChoose } = props;
  const [feed, setFeed] = useState<string | null>(null);
  const others = feeds.filter((one) => one.kind === kind && one.name !== kind);
  const look = async (file: File, wanted: string | null) => {
    const profile =
      feeds.find(({ name }) => name === (wanted ?? kind))?.profile ?? defaultFeedProfile;
    onChoose({ file, feed: wanted, problem: await findProblem(file) });

    async function findProblem(beginning: File): Promise<string | undefined> {
      const clock = createLocalClock(timeZone);
      try {
        const report = await checkFile(beginning, undefined, {
          profile,
          clock,
          receivedMs: Date.now(),
        });
        if (report.problem) return report.problem.sentence;
        if (report.kind === kind || report.kind === null) return undefined;
        return `This is a file of ${kindWords[report.kind]}.`;
      } catch (problem) {
        if (!(problem instanceof DOMException)) throw problem;
        return "This file cannot be opened. It may have been moved or removed.";
      }
    }
  };
  const problem = chosen?.problem ?? props.problem;
  return (
    <div className="history-file">
      <FileDrop
        label={title}
        chosen={chosen?.file.name}
        disabled={disabled}
        onFile={(file) => void look(file, feed)}
      />
      {problem && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      {others.length > 0 && (
        <Field label={`Read ${title.toLowerCase()} as the feed`}>
          {(control) => (
            <select
              {...control}
              disabled={disabled}
              value={feed ?? ""}
              onChange={({ target }) => {
                const wanted = target.value || null;
                setFeed(wanted);
                if (chosen) void look(chosen.file, wanted);
              }}
            >
              <option value="">{kind}</option>
              {others.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </div>
  );
};
