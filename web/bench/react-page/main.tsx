/** What the patient's page would be as the usual React page: nothing shows before its bundle. */
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { en } from "../../src/i18n/en.ts";
import { first } from "../../src/i18n/first/en.ts";
import { createWords } from "../../src/i18n/words.ts";
import { browserEnvironment } from "../../src/journal/environment.ts";
import { append, openJournal } from "../../src/journal/journal.ts";
import { push } from "../../src/journal/push.ts";
import { createPushLoop } from "../../src/journal/push-loop.ts";
import { readAddress } from "../../src/scan/first/address.ts";
import { createLanguageChoice } from "../../src/scan/first/language-choice.ts";
import { VisitPage } from "../../src/scan/visit-page.tsx";
import { startWorker } from "../../src/scan/worker.ts";

const environment = browserEnvironment();
const journal = openJournal(environment);
const loop = createPushLoop(environment, () => push(journal));
const language = createLanguageChoice("en", Promise.resolve(first));
const words = createWords("en", en, navigator.languages);
const page = {
  journal,
  loop,
  stored: true,
  language,
  arriving: false,
  arrive: () => {},
  installOffer: { current: undefined },
};

const record = async () => {
  const place = readAddress(location.pathname);
  if (place.kind !== "station") return;
  await append(journal, { type: "scan", site: place.site, station: place.station });
  history.replaceState(null, "", "/visit");
  loop.wake();
};

const App = () => {
  const [worker, setWorker] = useState<ReturnType<typeof startWorker>>();
  useEffect(() => {
    record().then(() => setWorker(startWorker(journal)), console.error);
  }, []);
  return (
    <>
      <section className="confirmation">
        <p className="status">{worker ? first.saved : first.saving}</p>
      </section>
      {worker && <VisitPage page={page} worker={worker} firstWords={words} />}
    </>
  );
};

createRoot(document.getElementById("rest") as HTMLElement).render(<App />);
