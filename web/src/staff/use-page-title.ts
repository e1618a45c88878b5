import { useEffect } from "react";
import { useLocation } from "wouter";

const titles: Record<string, string> = {
  "/staff/flow": "Flow",
  "/staff/board": "Board",
  "/staff/posters": "Posters",
  "/staff/settings": "Settings",
};

/** Names the browser's tab after the page. */
export const usePageTitle = (): void => {
  const [path] = useLocation();
  const title = titles[path];
  useEffect(() => {
    document.title = title ? `${title} · Throughline` : "Throughline";
  }, [title]);
};
