import { useEffect, useState } from "react";

/**
 * Prints the page. Small counts are hidden on paper, however printing was begun; only who asked for
 * the full figures here gets them, once.
 */
export const usePrint = (): {
  printsFull: boolean;
  print: (options: { full: boolean }) => void;
} => {
  const [asked, setAsked] = useState<{ full: boolean }>();
  useEffect(() => {
    if (!asked) return;
    const done = () => setAsked(undefined);
    window.addEventListener("afterprint", done, { once: true });
    window.print();
    return () => window.removeEventListener("afterprint", done);
  }, [asked]);
  return { printsFull: asked?.full ?? false, print: setAsked };
};
