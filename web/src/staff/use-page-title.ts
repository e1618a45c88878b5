import { useEffect } from "react";
import { useLocation } from "wouter";
import { findPage } from "./pages.ts";

/** Names the browser's tab after the page. */
export const usePageTitle = (): void => {
  const [path] = useLocation();
  const page = findPage(path)?.page;
  const title = page?.title ?? page?.name;
  useEffect(() => {
    document.title = title ? `${title} · Throughline` : "Throughline";
  }, [title]);
};
