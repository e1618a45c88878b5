import type { SettingsResponse } from "@throughline/shared/api.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";
import { useEffect, useState } from "react";
import type { Failure } from "../cache/use-answer.ts";
import { type Draft, fromDraft, toDraft } from "./draft.ts";
import { keepDraft, readKeptDraft } from "./kept-draft.ts";
import { checkSettings, noProblems, type Problems } from "./problems.ts";
import { saveSettings } from "./save-settings.ts";
import { changedSections, mergeSettings, type SectionName } from "./sections.ts";

/** What the last attempt to save came to. */
export type Outcome =
  | { kind: "saved" }
  | { kind: "invalid"; count: number }
  | { kind: "refused"; failure: Failure }
  | { kind: "conflict"; theirSettings: SiteSettings; theirs: SectionName[]; both: SectionName[] };

export interface SettingsDraft {
  /** The settings that the edit began from. */
  base: SettingsResponse;
  draft: Draft;
  changed: SectionName[];
  problems: Problems;
  outcome: Outcome | undefined;
  saving: boolean;
  edit: (change: Partial<Draft>) => void;
  save: () => Promise<void>;
  discard: () => void;
  /** Puts the other's version of a section in place of one's own. */
  takeTheirs: (section: SectionName) => void;
}

interface Options {
  site: string;
  loaded: SettingsResponse;
  onSaved: () => void;
}

/** The edit of a site's settings, from the first key to the save. */
export const useSettingsDraft = ({ site, loaded, onSaved }: Options): SettingsDraft => {
  const [kept, setKept] = useState(
    () => readKeptDraft(site) ?? { base: loaded, draft: toDraft(loaded.settings) },
  );
  const [problems, setProblems] = useState<Problems>(noProblems);
  const [outcome, setOutcome] = useState<Outcome>();
  const [saving, setSaving] = useState(false);
  const { base, draft } = kept;
  const changed = changedSections(base.settings, fromDraft(draft));
  const isDirty = changed.length > 0;

  useEffect(() => keepDraft(site, isDirty ? kept : undefined), [site, kept, isDirty]);
  useEffect(() => {
    if (!isDirty && loaded.version > base.version) {
      setKept({ base: loaded, draft: toDraft(loaded.settings) });
    }
  }, [loaded, base, isDirty]);

  const startFrom = (settings: SettingsResponse, edited = settings.settings) =>
    setKept({ base: settings, draft: toDraft(edited) });

  const save = async () => {
    const checked = checkSettings(fromDraft(draft));
    setProblems(checked.ok ? noProblems : checked.problems);
    if (!checked.ok) return setOutcome({ kind: "invalid", count: checked.problems.size });
    setSaving(true);
    const saved = await saveSettings(site, { version: base.version, settings: checked.settings });
    setSaving(false);
    if (saved.kind === "saved") {
      startFrom(saved.now);
      setOutcome({ kind: "saved" });
      onSaved();
    } else if (saved.kind === "conflict") {
      const theirs = saved.now.settings;
      const merged = mergeSettings(base.settings, checked.settings, theirs);
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
    save,
    edit: (change) => {
      const next = { ...draft, ...change };
      setKept({ base, draft: next });
      if (outcome?.kind === "saved") setOutcome(undefined);
      // Problems carry the numbers of rows, which move; and one that is mended goes at once.
      if (problems.size > 0) {
        const checked = checkSettings(fromDraft(next));
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
      setOutcome({ ...outcome, both: outcome.both.filter((name) => name !== section) });
    },
  };
};
