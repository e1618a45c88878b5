import { useEffect, useRef, useState } from "react";
import { browserEnvironment, newId } from "../journal/environment.ts";

/**
 * As many new visit ids as asked for. After each print they are new again: a code that is handed
 * out twice would make two patients one visit.
 */
export const useFreshVisitIds = (count: number): { visitIds: string[]; prints: number } => {
  const environment = useRef(browserEnvironment());
  const [prints, setPrints] = useState(0);
  const [known, setKnown] = useState<{ prints: number; ids: string[] }>({ prints: 0, ids: [] });
  useEffect(() => {
    const count = () => setPrints((before) => before + 1);
    window.addEventListener("afterprint", count);
    return () => window.removeEventListener("afterprint", count);
  }, []);
  const kept = known.prints === prints ? known.ids : [];
  if (kept.length < count) {
    const more = Array.from({ length: count - kept.length }, () => newId(environment.current));
    setKnown({ prints, ids: [...kept, ...more] });
  }
  return { visitIds: kept.slice(0, count), prints };
};
