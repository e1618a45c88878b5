import type { SettingsResponse } from "@throughline/shared/api.ts";
import { localToInstantMs } from "@throughline/shared/calendar.ts";
import type { FeedProfile } from "@throughline/shared/feed-profile.ts";
import type { CountingRule } from "@throughline/shared/lab-test.ts";
import { createLocalClock } from "@throughline/shared/written-time.ts";
import { type ReactNode, useState } from "react";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Field } from "../ui/field.tsx";
import { checkFile } from "../ui/files/check-file.ts";
import { FileDrop } from "../ui/files/file-drop.tsx";
import { HeaderTold } from "../ui/files/header-told.tsx";
import { Notice } from "../ui/notice.tsx";
import { Section } from "../ui/section.tsx";
import { formatBytes } from "./file-words.ts";
import { type KnownFeed, type Picked, pickFeed } from "./pick-feed.ts";
import { useSending } from "./use-sending.ts";

interface Props {
  site: string;
  settings: SettingsResponse;
  feeds: readonly KnownFeed[];
  /** Undefined until it is known: then no test is marked for its status. */
  counting: CountingRule | undefined;
  onSent: (fileId: string) => void;
}

type Chosen = { file: File; picked: Picked } | { file: File; unreadable: true };

/** Chooses a file, shows how it will be read, and sends it. */
export const SendFile = ({ site, settings, feeds, counting, onSent }: Props): ReactNode => {
  const { timeZone } = settings.settings;
  const [chosen, setChosen] = useState<Chosen>();
  const [feed, setFeed] = useState<string | null>(null);
  const [asOf, setAsOf] = useState("");
  const { state, send, stop } = useSending(site, (fileId) => {
    setChosen(undefined);
    setAsOf("");
    onSent(fileId);
  });
  const sending = state.kind === "sending";

  const look = async (file: File, wanted: string | null) => {
    const clock = createLocalClock(timeZone);
    const check = (profile: FeedProfile) =>
      checkFile(file, file.name, {
        profile,
        clock,
        receivedMs: Date.now(),
        ...(counting && { counting }),
      });
    try {
      const picked = await pickFeed(feeds, wanted, check);
      setFeed(wanted ?? picked.feed);
      setChosen({ file, picked });
    } catch (problem) {
      // The file was removed or changed, or may not be read.
      if (!(problem instanceof DOMException)) throw problem;
      setChosen({ file, unreadable: true });
    }
  };
  const asOfMs = asOf ? localToInstantMs(asOf, timeZone) : null;
  const asOfIsWrong = asOf !== "" && asOfMs === null;
  const report = chosen && "picked" in chosen ? chosen.picked.report : undefined;
  const profileTells = feeds.find(({ name }) => name === (feed ?? report?.kind))?.profile.asOf;
  const submit = () =>
    chosen &&
    send(chosen.file, {
      feed,
      asOf: asOfMs === null ? null : new Date(asOfMs).toISOString(),
    });

  return (
    <Section title="Send a file">
      {!chosen && (
        <p className="quiet">
          Patients and admissions, lab tests, or patient records: its header tells which. It is
          looked at here before it is sent.
        </p>
      )}
      <FileDrop disabled={sending} onFile={(file) => void look(file, null)} />
      {chosen && (
        <>
          <p className="file-name">
            <strong>
              <bdi>{chosen.file.name}</bdi>
            </strong>
            , {formatBytes(chosen.file.size)}
          </p>
          {"unreadable" in chosen && (
            <Notice meaning="overdue" title="This file cannot be opened." urgent>
              <p>It may have been moved or removed. Choose it again.</p>
            </Notice>
          )}
          {report && <HeaderTold report={report} timeZone={timeZone} />}
          <div className="filter-bar">
            <Field label="Feed">
              {(control) => (
                <select
                  {...control}
                  disabled={sending}
                  value={feed ?? ""}
                  onChange={({ target }) => void look(chosen.file, target.value || null)}
                >
                  <option value="">By its kind</option>
                  {feeds.map(({ name }) => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            {profileTells ? (
              <p className="quiet">
                As of when it holds is told by{" "}
                {profileTells.from === "name" ? "its name" : `its column ${profileTells.column}`}.
              </p>
            ) : (
              <Field
                label="As of (the site’s time)"
                problem={asOfIsWrong ? "This time does not exist there." : undefined}
              >
                {(control) => (
                  <input
                    {...control}
                    type="datetime-local"
                    disabled={sending}
                    value={asOf}
                    onChange={({ target }) => setAsOf(target.value)}
                  />
                )}
              </Field>
            )}
          </div>
          {!profileTells && (
            <p className="quiet">
              When what the file says was so. Without it, the time when it arrives is taken.
            </p>
          )}
          {sending && (
            <p>
              <progress
                className="send-progress"
                aria-label="Sent"
                max={Math.max(1, chosen.file.size)}
                value={state.sentBytes}
              />{" "}
              {formatBytes(state.sentBytes)} of {formatBytes(chosen.file.size)}
            </p>
          )}
          {state.kind === "failed" && (
            <FailureNotice
              failure={state.failure}
              kept={
                state.mayHaveArrived
                  ? "Whether the file has arrived is not known: look below before you send it again. Sent twice it does no harm."
                  : "Nothing of the file was taken. It can be sent again."
              }
            />
          )}
          {state.kind === "stopped" && (
            <Notice meaning="soon" title="Stopped. Nothing of the file was taken." />
          )}
          <div className="button-row">
            {sending ? (
              <button type="button" className="button" onClick={stop}>
                Stop
              </button>
            ) : (
              <>
                <button
                  type="button"
                  className="button button-main"
                  disabled={!report?.kind || asOfIsWrong}
                  onClick={submit}
                >
                  {state.kind === "idle" ? "Send" : "Send again"}
                </button>
                <button type="button" className="button" onClick={() => setChosen(undefined)}>
                  Put it away
                </button>
              </>
            )}
          </div>
        </>
      )}
    </Section>
  );
};
