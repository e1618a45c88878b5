import type { SettingsResponse } from "@throughline/shared/api.ts";
import { feedsSchema } from "@throughline/shared/upload-api.ts";
import { MAX_BACKTEST_BYTES } from "@throughline/shared/ward-api.ts";
import { type FormEvent, type ReactNode, useState } from "react";
import { clinicalPath } from "../cache/clinical.ts";
import { useAnswer } from "../cache/use-answer.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Field } from "../ui/field.tsx";
import { Section } from "../ui/section.tsx";
import "./backtest.css";
import { Compared } from "./compared.tsx";
import { Found } from "./found.tsx";
import { type ChosenFile, HistoryFile } from "./history-file.tsx";
import { LeftOut } from "./left-out.tsx";
import { useBacktest } from "./use-backtest.ts";

const steps = [
  [60, "every minute"],
  [900, "every 15 minutes"],
  [3_600, "every hour"],
  [28_800, "every 8 hours"],
] as const;

const thresholdProblem = (text: string) => {
  const hours = Number(text);
  return text.trim() !== "" && hours >= 0.25 && hours <= 1_440
    ? undefined
    : "Enter hours from 0.25 to 1,440.";
};

/** What a threshold would have meant, from files of the past. Nothing of it is kept anywhere. */
export const BacktestPage = (props: { site: string; settings: SettingsResponse }): ReactNode => {
  const { site, settings } = props;
  const { timeZone } = settings.settings;
  const feeds = useAnswer(clinicalPath(site, "/feeds"), feedsSchema).known?.value.feeds ?? [];
  const [files, setFiles] = useState<{ pms?: ChosenFile; lis?: ChosenFile }>({});
  const [threshold, setThreshold] = useState("48");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [stepSeconds, setStepSeconds] = useState(60);
  const { asking, failure, found, ask, stop, clear } = useBacktest(site);
  const latest = found[0];

  const choose = (kind: "pms" | "lis") => (chosen: ChosenFile) => {
    clear();
    setFiles((before) => ({ ...before, [kind]: chosen }));
  };
  const { pms, lis } = files;
  const bytes = (pms?.file.size ?? 0) + (lis?.file.size ?? 0);
  const isTooLarge = bytes > MAX_BACKTEST_BYTES;
  const hoursProblem = thresholdProblem(threshold);
  const periodProblem =
    from && to && from > to ? "The first day comes after the last. Choose a later one." : undefined;
  const isReady =
    pms && lis && !pms.problem && !lis.problem && !hoursProblem && !periodProblem && !isTooLarge;
  const said = (field: string) =>
    failure?.details?.field === field ? String(failure.details.problem) : undefined;
  const named = ["pms", "lis", "threshold", "from", "to"].some((field) => said(field));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!pms || !lis || !isReady) return;
    await ask({
      pms: pms.file,
      lis: lis.file,
      pmsFeed: pms.feed,
      lisFeed: lis.feed,
      thresholdHours: Number(threshold),
      from,
      to,
      stepSeconds,
    });
  };
  return (
    <>
      <div className="page-head">
        <h1>Backtest</h1>
      </div>
      <div className="stack">
        <Section title="Try a threshold on the past">
          <p>
            Give two files of the past, and see which alerts the monitor would have opened. Nothing
            of the files is stored, and no alert opens.
          </p>
          <form className="stack" noValidate onSubmit={submit}>
            <div className="history-files">
              <HistoryFile
                kind="pms"
                title="Patients and admissions"
                chosen={pms}
                feeds={feeds}
                timeZone={timeZone}
                disabled={asking}
                problem={said("pms")}
                onChoose={choose("pms")}
              />
              <HistoryFile
                kind="lis"
                title="Lab tests"
                chosen={lis}
                feeds={feeds}
                timeZone={timeZone}
                disabled={asking}
                problem={said("lis")}
                onChoose={choose("lis")}
              />
            </div>
            {isTooLarge && (
              <p className="field-problem" role="alert">
                Together the files are larger than 64 MB. Cut the period, or run{" "}
                <code>npm run backtest</code> on the server: it takes files of any size.
              </p>
            )}
            <div className="filter-bar">
              <Field label="Threshold, in hours" problem={hoursProblem ?? said("threshold")}>
                {(control) => (
                  <input
                    {...control}
                    className="input-number"
                    inputMode="decimal"
                    value={threshold}
                    onChange={({ target }) => setThreshold(target.value)}
                  />
                )}
              </Field>
              <Field label="From (all, if empty)" problem={said("from")}>
                {(control) => (
                  <input
                    {...control}
                    type="date"
                    value={from}
                    onChange={({ target }) => setFrom(target.value)}
                  />
                )}
              </Field>
              <Field label="To (all, if empty)" problem={periodProblem ?? said("to")}>
                {(control) => (
                  <input
                    {...control}
                    type="date"
                    value={to}
                    onChange={({ target }) => setTo(target.value)}
                  />
                )}
              </Field>
              <Field label="The monitor looks">
                {(control) => (
                  <select
                    {...control}
                    value={stepSeconds}
                    onChange={({ target }) => setStepSeconds(Number(target.value))}
                  >
                    {steps.map(([seconds, name]) => (
                      <option key={seconds} value={seconds}>
                        {name}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
              {asking ? (
                <button type="button" className="button" onClick={stop}>
                  Stop
                </button>
              ) : (
                <button type="submit" className="button button-main" disabled={!isReady}>
                  Run it
                </button>
              )}
            </div>
            {!pms || !lis ? <p className="quiet">Both files are needed.</p> : null}
          </form>
          <div aria-live="polite">
            {asking && (
              <p>
                <progress className="backtest-progress" aria-label="Going through the files" />{" "}
                Going through the files…
              </p>
            )}
          </div>
          {failure && !named && (
            <FailureNotice failure={failure} kept="Nothing was stored. It can be run again." />
          )}
        </Section>
        {latest && (
          <>
            <LeftOut found={latest} />
            <Found found={latest} timeZone={timeZone} />
            {found.length > 1 && <Compared found={found} timeZone={timeZone} />}
          </>
        )}
      </div>
    </>
  );
};
