import { type ReactNode, useEffect, useRef } from "react";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { plural } from "../ui/format.ts";
import { Notice } from "../ui/notice.tsx";
import type { EditedDraft, Outcome } from "./use-draft.ts";

interface Props<Now, Settings, Draft> {
  settings: EditedDraft<Now, Settings, Draft>;
  titles: Readonly<Record<keyof Settings, string>>;
  /** What the button does, where that is not to save at once. */
  verb?: string;
  /** What is to be known before. */
  children?: ReactNode;
}

/** What is unsaved, what became of the last save, and the way on. */
export const SaveBar = <Now, Settings, Draft>(props: Props<Now, Settings, Draft>): ReactNode => {
  const { settings, titles, verb = "Save", children } = props;
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
      {outcome && <Told outcome={outcome} titles={titles} onTakeTheirs={takeTheirs} />}
      {changed.length > 0 && children}
      {changed.length > 0 && (
        <div className="save-bar-row">
          <p>
            <strong>Not saved yet:</strong> {changed.map((name) => titles[name]).join(", ")}
          </p>
          <div className="button-row">
            <button type="button" className="button" disabled={saving} onClick={discard}>
              Discard
            </button>
            <button type="submit" className="button button-main" disabled={saving}>
              {saving ? "Saving…" : verb}
            </button>
          </div>
        </div>
      )}
    </div>
  );
};

interface ToldProps<Settings> {
  outcome: Outcome<Settings>;
  titles: Readonly<Record<keyof Settings, string>>;
  onTakeTheirs: (section: keyof Settings & string) => void;
}

const Told = <Settings,>({ outcome, titles, onTakeTheirs }: ToldProps<Settings>) => {
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
        They changed:{" "}
        {outcome.theirs.map((name) => titles[name]).join(", ") || "nothing that differs"}. That is
        loaded now, and what you typed is still here. Look it over and save again.
      </p>
      {outcome.both.map((section) => (
        <p key={section}>
          You both changed “{titles[section]}”. Yours is shown.{" "}
          <button type="button" className="button" onClick={() => onTakeTheirs(section)}>
            Take theirs
          </button>
        </p>
      ))}
    </Notice>
  );
};
