import { type ReactNode, useEffect, useRef } from "react";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { plural } from "../ui/format.ts";
import { Notice } from "../ui/notice.tsx";
import { type SectionName, sectionTitles } from "./sections.ts";
import type { Outcome, SettingsDraft } from "./use-settings-draft.ts";

const titles = (names: readonly SectionName[]) =>
  names.map((name) => sectionTitles[name]).join(", ");

/** What is unsaved, what became of the last save, and the way on. */
export const SaveBar = ({ settings }: { settings: SettingsDraft }): ReactNode => {
  const { changed, outcome, saving, discard, takeTheirs } = settings;
  const bar = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (outcome?.kind !== "invalid" && outcome?.kind !== "refused") return;
    const first = bar.current?.closest("form")?.querySelector<HTMLElement>('[aria-invalid="true"]');
    first?.focus();
  }, [outcome]);

  if (changed.length === 0 && !outcome) return null;
  return (
    <div className="save-bar" ref={bar}>
      {outcome && <Told outcome={outcome} onTakeTheirs={takeTheirs} />}
      {changed.length > 0 && (
        <div className="save-bar-row">
          <p>
            <strong>Not saved yet:</strong> {titles(changed)}
          </p>
          <div className="button-row">
            <button type="button" className="button" disabled={saving} onClick={discard}>
              Discard
            </button>
            <button type="submit" className="button button-main" disabled={saving}>
              {saving ? "Saving…" : "Save"}
            </button>
          </div>
        </div>
      )}
    </div>
  );
};

const Told = (props: { outcome: Outcome; onTakeTheirs: (section: SectionName) => void }) => {
  const { outcome, onTakeTheirs } = props;
  if (outcome.kind === "saved") return <Notice meaning="fine" title="Saved." />;
  if (outcome.kind === "invalid") {
    const title = `Not saved: ${plural(outcome.count, "field needs", "fields need")} a look.`;
    return <Notice meaning="overdue" title={title} urgent />;
  }
  if (outcome.kind === "refused") {
    return (
      <FailureNotice failure={outcome.failure} kept="Not saved. What you typed is still here." />
    );
  }
  return (
    <Notice meaning="soon" title="Somebody else saved these settings in the meantime." urgent>
      <p>
        They changed: {titles(outcome.theirs) || "nothing that differs"}. That is loaded now, and
        what you typed is still here. Look it over and save again.
      </p>
      {outcome.both.map((section) => (
        <p key={section}>
          You both changed “{sectionTitles[section]}”. Yours is shown.{" "}
          <button type="button" className="button" onClick={() => onTakeTheirs(section)}>
            Take theirs
          </button>
        </p>
      ))}
    </Notice>
  );
};
