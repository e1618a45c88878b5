import { useEffect } from "react";
import { useLocation } from "wouter";

const titles: Record<string, string> = {
  "/staff/flow": "Flow",
  "/staff/report": "Weekly report",
  "/staff/board": "Board",
  "/staff/posters": "Posters",
  "/staff/slips": "Slips",
  "/staff/station": "Station",
  "/staff/settings": "Settings",
};

/** Names the browser's tab after the page. */
export const usePageTitle = (): void => {
  const [path] = useLocation();
  const title = titles[path] ?? (path.startsWith("/staff/station/") ? "Station" : undefined);
  useEffect(() => {
    document.title = title ? `${title} · Throughline` : "Throughline";
  }, [title]);
};
