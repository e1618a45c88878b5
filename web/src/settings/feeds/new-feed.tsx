import { DEFAULT_MAX_SILENCE_MINUTES, type FileKind, fileKinds } from "@throughline/shared/feed.ts";
import { defaultFeedProfile } from "@throughline/shared/feed-profile.ts";
import { CODE_PATTERN, canonicalCode } from "@throughline/shared/station-code.ts";
import { type ReactNode, useState } from "react";
import type { Failure } from "../../cache/use-answer.ts";
import { Field } from "../../ui/field.tsx";
import { kindWords } from "../../ui/files/file-words.ts";
import { MakeForm } from "../make-form.tsx";
import { saveFeed } from "./save-feed.ts";

interface Props {
  site: string;
  onMade: (name: string) => void;
}

/** Makes a feed, to be set up next. */
export const NewFeed = ({ site, onMade }: Props): ReactNode => {
  const [typed, setTyped] = useState("");
  const [kind, setKind] = useState<FileKind>("lis");
  const [problem, setProblem] = useState<string>();
  const [failure, setFailure] = useState<Failure>();

  const make = async () => {
    setFailure(undefined);
    const name = canonicalCode(typed);
    if (!CODE_PATTERN.test(name)) {
      return setProblem("Letters a to z, digits and hyphens between them, 40 at most.");
    }
    const saved = await saveFeed(site, name, {
      version: 0,
      settings: {
        kind,
        inUse: true,
        maxSilenceMinutes: DEFAULT_MAX_SILENCE_MINUTES,
        profile: defaultFeedProfile,
      },
    });
    if (saved.kind === "saved") return onMade(name);
    if (saved.kind === "conflict") return setProblem(`There is a feed called ${name} already.`);
    const [refused] = saved.problems.values();
    setProblem(refused && `${refused.charAt(0).toUpperCase()}${refused.slice(1)}.`);
    if (!refused) setFailure(saved.failure);
  };

  return (
    <MakeForm
      about="One for each system that sends files its own way. A feed called pms, lis or records takes the files of its kind that name no feed."
      verb="Make the feed"
      failure={failure}
      onMake={make}
    >
      <Field label="Name of the new feed" hint="Such as night-lab." problem={problem}>
        {(control) => (
          <input
            {...control}
            className="input-wide"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value);
              setProblem(undefined);
            }}
          />
        )}
      </Field>
      <Field label="Its files" hint="What they tell of. It stays so.">
        {(control) => (
          <select
            {...control}
            value={kind}
            onChange={({ target }) => setKind(target.value as FileKind)}
          >
            {fileKinds.map((value) => (
              <option key={value} value={value}>
                {value}: {kindWords[value]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </MakeForm>
  );
};
