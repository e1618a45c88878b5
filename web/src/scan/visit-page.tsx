import { useEffect, useRef, useState } from "react";
import { useGuide } from "../cache/use-guide.ts";
import { useSnapshot } from "../cache/use-snapshot.ts";
import type { Words } from "../i18n/words.ts";
import { isOver } from "../journal/device.ts";
import { useNow } from "../ui/use-now.ts";
import { About } from "./about.tsx";
import { DeleteVisit } from "./delete-visit.tsx";
import { EndVisit } from "./end-visit.tsx";
import type { Page } from "./first/page.ts";
import { InstallHint } from "./install-hint.tsx";
import { MyCode } from "./my-code.tsx";
import { NewVersion } from "./new-version.tsx";
import { NextPoster } from "./next-poster.tsx";
import { NextStep } from "./next-step.tsx";
import { PageProvider, type PageState, usePage } from "./page-context.ts";
import { ReasonPicker } from "./reason-picker.tsx";
import { SyncStatus } from "./sync-status.tsx";
import { TakeOverVisit } from "./take-over-visit.tsx";
import { Timeline } from "./timeline.tsx";
import { UndoScan } from "./undo-scan.tsx";
import { useWords } from "./use-words.ts";
import type { PageWorker } from "./worker.ts";

const CLOCK_STEP_MS = 10_000;

interface Props {
  page: Page;
  worker: PageWorker | undefined;
  firstWords: Words;
}

/** Everything below the confirmation. */
export const VisitPage = ({ page, worker, firstWords }: Props) => {
  const words = useWords(page.language, firstWords);
  const { snapshot, storageFails } = useSnapshot(page.journal);
  const site = snapshot?.device.latestSite;
  const guide = useGuide(page.journal, site);
  const nowMs = useNow(CLOCK_STEP_MS);
  const [arriving, setArriving] = useState(page.arriving);
  const [said, setSaid] = useState({ text: "" });
  const message = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (said.text) message.current?.focus();
  }, [said]);
  if (!snapshot) return null;

  const known = site ? snapshot.device.visits[site] : undefined;
  const visit = known && (known.scans.length > 0 || known.takenOverAt) ? known : undefined;
  const over = visit !== undefined && isOver(visit, snapshot.guide, nowMs);
  const state: PageState = {
    page,
    worker,
    words,
    snapshot,
    storageFails,
    visit,
    site,
    guide,
    nowMs,
    say: (text) => setSaid({ text }),
    change: async (work) => {
      try {
        await work();
        page.loop.wake();
        return true;
      } catch (problem) {
        console.error(problem);
        setSaid({ text: words.catalogue.sync.notChanged });
        return false;
      }
    },
  };
  const leave = () => {
    page.arrive();
    setArriving(false);
  };
  return (
    <PageProvider value={state}>
      <NewVersion />
      <p ref={message} tabIndex={-1} role="status" className={said.text ? "said" : undefined}>
        {said.text}
      </p>
      {arriving ? <TakeOverVisit leave={leave} /> : <Visit over={over} />}
      <About />
      <InstallHint />
    </PageProvider>
  );
};

/** What the visit is and what can be done with it. */
const Visit = ({ over }: { over: boolean }) => {
  const { visit } = usePage();
  return (
    <>
      <SyncStatus place="top" />
      {visit && !over && <NextStep visit={visit} />}
      <NextPoster />
      <Timeline over={over} />
      {visit && <UndoScan visit={visit} />}
      {visit && !over && <ReasonPicker visit={visit} />}
      {visit && !over && <MyCode visit={visit} />}
      {visit && !over && <EndVisit />}
      <SyncStatus place="end" />
      {visit && <DeleteVisit />}
    </>
  );
};
