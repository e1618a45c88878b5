import { useEffect, useState } from "react";
import { type KeptDraft, keepDraft, readKeptDraft } from "../cache/kept-draft.ts";
import type { Failure } from "../cache/use-answer.ts";
import { type Checked, noProblems, type Problems } from "./problems.ts";
import type { Saved, Stored } from "./save-over.ts";
import { changedSections, mergeSettings } from "./sections.ts";

/** What the last attempt to save came to. */
export type Outcome<Settings> =
  | { kind: "saved" }
  | { kind: "invalid"; count: number }
  | { kind: "refused"; failure: Failure }
  | {
      kind: "conflict";
      theirSettings: Settings;
      theirs: (keyof Settings & string)[];
      both: (keyof Settings & string)[];
    };

/** How some settings become a draft and are saved. A draft has the members of its settings. */
export interface DraftRules<Now extends Stored<Settings>, Settings extends object, Draft> {
  /** Under which the unsaved edit is kept. */
  name: string;
  toDraft: (settings: Settings) => Draft;
  fromDraft: (draft: Draft) => Settings;
  check: (settings: Settings, draft: Draft) => Checked<Settings>;
  save: (body: { version: number; settings: Settings }) => Promise<Saved<Now>>;
}

export interface EditedDraft<Now, Settings, Draft> {
  /** What the edit began from. */
  base: Now;
  draft: Draft;
  changed: (keyof Settings & string)[];
  problems: Problems;
  outcome: Outcome<Settings> | undefined;
  saving: boolean;
  edit: (change: Partial<Draft>) => void;
  /** The settings that the draft means; undefined where it has problems, which are then shown. */
  check: () => Settings | undefined;
  save: () => Promise<void>;
  discard: () => void;
  /** Puts the other's version of a section in place of one's own. */
  takeTheirs: (section: keyof Settings & string) => void;
}

interface Options<Now> {
  loaded: Now;
  onSaved: () => void;
}

/** The edit of settings, from the first key to the save. */
export const useDraft = <
  Now extends Stored<Settings>,
  Settings extends object,
  Draft extends Record<keyof Settings, unknown>,
>(
  rules: DraftRules<Now, Settings, Draft>,
  { loaded, onSaved }: Options<Now>,
): EditedDraft<Now, Settings, Draft> => {
  const { name, toDraft, fromDraft } = rules;
  const [kept, setKept] = useState(
    (): KeptDraft<Now, Draft> =>
      readKeptDraft(name) ?? { base: loaded, draft: toDraft(loaded.settings) },
  );
  const [problems, setProblems] = useState<Problems>(noProblems);
  const [outcome, setOutcome] = useState<Outcome<Settings>>();
  const [saving, setSaving] = useState(false);
  const { base, draft } = kept;
  const changed = changedSections(base.settings, fromDraft(draft));
  const isDirty = changed.length > 0;

  useEffect(() => keepDraft(name, isDirty ? kept : undefined), [name, kept, isDirty]);
  useEffect(() => {
    if (!isDirty && loaded.version > base.version) {
      setKept({ base: loaded, draft: toDraft(loaded.settings) });
    }
  }, [loaded, base, isDirty, toDraft]);

  const startFrom = (now: Now, edited = now.settings) =>
    setKept({ base: now, draft: toDraft(edited) });

  const check = (): Settings | undefined => {
    const checked = rules.check(fromDraft(draft), draft);
    setProblems(checked.ok ? noProblems : checked.problems);
    if (checked.ok) return checked.settings;
    setOutcome({ kind: "invalid", count: checked.problems.size });
    return undefined;
  };

  const save = async () => {
    const settings = check();
    if (!settings) return;
    setSaving(true);
    const saved = await rules.save({ version: base.version, settings });
    setSaving(false);
    if (saved.kind === "saved") {
      startFrom(saved.now);
      setOutcome({ kind: "saved" });
      onSaved();
    } else if (saved.kind === "conflict") {
      const theirs = saved.now.settings;
      const merged = mergeSettings(base.settings, settings, theirs);
      startFrom(saved.now, merged.settings);
      setOutcome({ kind: "conflict", theirSettings: theirs, ...merged });
    } else {
      setProblems(saved.problems);
      setOutcome({ kind: "refused", failure: saved.failure });
    }
  };

  return {
    base,
    draft,
    changed,
    problems,
    outcome,
    saving,
    check,
    save,
    edit: (change) => {
      const next = { ...draft, ...change };
      setKept({ base, draft: next });
      if (outcome?.kind === "saved") setOutcome(undefined);
      // Problems carry the numbers of rows, which move; and one that is mended goes at once.
      if (problems.size > 0) {
        const checked = rules.check(fromDraft(next), next);
        setProblems(checked.ok ? noProblems : checked.problems);
        if (outcome?.kind === "invalid" && checked.ok) setOutcome(undefined);
      }
    },
    discard: () => {
      startFrom(base);
      setProblems(noProblems);
      setOutcome(undefined);
    },
    takeTheirs: (section) => {
      if (outcome?.kind !== "conflict") return;
      setKept({ base, draft: { ...draft, [section]: toDraft(outcome.theirSettings)[section] } });
      setOutcome({ ...outcome, both: outcome.both.filter((other) => other !== section) });
    },
  };
};
