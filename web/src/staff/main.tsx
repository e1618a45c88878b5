import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../ui/tokens.css";
import "../ui/ui.css";
import "./shell.css";
import { App } from "./app.tsx";
import { registerStaffWorker } from "./worker.ts";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no element with the id root.");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
registerStaffWorker();
void import("../station/tablet-journal.ts").then(({ resumeTablet }) => resumeTablet());
void import("../cache/ward-cache/ward-sync.ts").then(({ resumeWard }) => resumeWard());
