import type { WardSnapshot } from "@throughline/shared/ward-api.ts";
import { MAX_SNOOZE_HOURS } from "@throughline/shared/ward-entry.ts";
import { type FormEvent, type ReactNode, useState } from "react";
import type { WardSync } from "../../cache/ward-cache/ward-sync.ts";
import { appendWardEntry } from "../../journal/ward-stream/ward-journal.ts";
import { Field } from "../../ui/field.tsx";
import { Radio } from "../../ui/option.tsx";
import type { Row } from "../rules/settle-bed.ts";
import { type Draft, deedOfDraft, type Kind, kinds, reviewDays } from "./draft-deed.ts";
import { hashBadge, nobody, resolveActor } from "./resolve-actor.ts";
import { WhoField } from "./who-field.tsx";

interface Props {
  row: Row;
  snapshot: WardSnapshot;
  sync: WardSync;
  site: string;
  nowMs: number;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onRecorded: () => void;
}

const labels: Record<Kind, { label: string; meaning: string; verb: string }> = {
  seen: { label: "Seen", meaning: "I know of it and see to it", verb: "Acknowledge" },
  "sample-taken": {
    label: "Sample taken",
    meaning: "The sample is on its way to the laboratory",
    verb: "Acknowledge",
  },
  ordered: {
    label: "Test ordered",
    meaning: "The order is with the laboratory",
    verb: "Acknowledge",
  },
  snooze: { label: "Snooze", meaning: "Not now, for a reason", verb: "Snooze" },
  "no-tests": {
    label: "No tests intended",
    meaning: "Somebody decided so; looked at again on a day",
    verb: "Record it",
  },
  escalate: { label: "Escalate", meaning: "Tell those beyond this ward now", verb: "Escalate" },
};

const snoozeHours = [1, 2, 4, 8, 12, MAX_SNOOZE_HOURS];

/** Records what somebody did about an alert, with who it was. It is saved on this tablet at once. */
export const DeedForm = (props: Props): ReactNode => {
  const { row, snapshot, sync, site, nowMs, draft, onDraft, onRecorded } = props;
  const [who, setWho] = useState(nobody);
  const [problem, setProblem] = useState<{ problem: string; field: string }>();
  const [saving, setSaving] = useState(false);
  const days = reviewDays(nowMs, snapshot.timeZone);
  const change = (part: Partial<Draft>) => {
    setProblem(undefined);
    onDraft({ ...draft, ...part });
  };
  const record = async (event: FormEvent) => {
    event.preventDefault();
    const by = resolveActor(who, snapshot.staff, await hashBadge(who.badge));
    if ("problem" in by) return setProblem(by);
    const deed = deedOfDraft(draft, row, by, { nowMs, timeZone: snapshot.timeZone });
    if ("problem" in deed) return setProblem(deed);
    setSaving(true);
    try {
      await appendWardEntry(sync.journal, site, deed);
      sync.loop.wake();
      onRecorded();
    } catch (failure) {
      console.error(failure);
      setSaving(false);
      setProblem({ problem: "This tablet could not save it. Nothing was recorded.", field: "all" });
    }
  };
  const problemOf = (field: string) => (problem?.field === field ? problem.problem : undefined);
  const { kind } = draft;
  return (
    <form className="ward-form" onSubmit={(event) => void record(event)}>
      {kind === "withdraw" ? (
        <p>
          <strong>Withdraw this entry.</strong> It stays in the history, and no longer counts.
        </p>
      ) : (
        <fieldset className="options">
          <legend>What</legend>
          {kinds.map((name) => (
            <Radio
              key={name}
              name="deed"
              checked={name === kind}
              onPick={() => change({ kind: name })}
            >
              {labels[name].label} <span className="quiet">{labels[name].meaning}</span>
            </Radio>
          ))}
        </fieldset>
      )}
      {kind === "snooze" && (
        <Field label="For how long">
          {(control) => (
            <select
              {...control}
              value={draft.hours}
              onChange={({ target }) => change({ hours: Number(target.value) })}
            >
              {snoozeHours.map((hours) => (
                <option key={hours} value={hours}>
                  {hours} h
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {(kind === "snooze" || kind === "no-tests" || kind === "escalate") && (
        <Field
          label={kind === "escalate" ? "Reason, if there is one" : "Reason"}
          problem={problemOf("reason")}
        >
          {(control) => (
            <input
              {...control}
              className="ward-reason"
              value={draft.reason}
              maxLength={500}
              autoComplete="off"
              onChange={({ target }) => change({ reason: target.value })}
            />
          )}
        </Field>
      )}
      {kind === "no-tests" && (
        <Field label="Look at it again on" problem={problemOf("review")}>
          {(control) => (
            <input
              {...control}
              type="date"
              {...days}
              value={draft.reviewDay}
              onChange={({ target }) => change({ reviewDay: target.value })}
            />
          )}
        </Field>
      )}
      <WhoField
        staff={snapshot.staff}
        who={who}
        problem={problem}
        onWho={(next) => {
          setProblem(undefined);
          setWho(next);
        }}
      />
      <p aria-live="assertive">
        {problemOf("all") && <span className="field-problem">{problemOf("all")}</span>}
      </p>
      <button type="submit" className="button button-main" disabled={saving}>
        {kind === "withdraw" ? "Withdraw" : labels[kind].verb}
      </button>
    </form>
  );
};
