import { useState } from "react";
import { usePage } from "./page-context.ts";

interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

/** How to keep the page on the home screen; nothing where it is there already or cannot be. */
export const InstallHint = () => {
  const { page, words } = usePage();
  const [asked, setAsked] = useState(false);
  const { title, why, action, ios } = words.catalogue.install;
  const offer = page.installOffer.current as InstallOffer | undefined;
  const byHand = isIos() && window.isSecureContext;
  if (asked || isInstalled() || !(offer || byHand)) return null;
  const install = async () => {
    setAsked(true);
    await offer?.prompt();
  };
  return (
    <details className="fold">
      <summary>{title}</summary>
      <p>{why}</p>
      {offer ? (
        <button type="button" className="main" onClick={() => void install()}>
          {action}
        </button>
      ) : (
        <p>{ios}</p>
      )}
    </details>
  );
};

const isInstalled = () =>
  matchMedia("(display-mode: standalone)").matches ||
  (navigator as { standalone?: boolean }).standalone === true;

/** An iPad calls itself a Mac, but has a touch screen. */
const isIos = () =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
