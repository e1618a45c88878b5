import { createRoot } from "react-dom/client";
import type { Page } from "./first/page.ts";

/** Draws everything below the confirmation. */
export const start = (_page: Page, root: HTMLElement): void => {
  createRoot(root).render(<p />);
};
