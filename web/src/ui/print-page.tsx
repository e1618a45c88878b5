import type { ReactNode } from "react";
import { AddressWarning } from "./address-warning.tsx";
import type { Paper } from "./paper.ts";
import "./sheet.css";

interface Props {
  title: string;
  /** How much there is to print. */
  told: string;
  publicUrl: string;
  /** What bears the address: "posters", "slips". */
  what: string;
  paper: Paper;
  /** What is chosen about them. */
  choices: ReactNode;
  /** Nothing to print where this is false. */
  canPrint?: boolean;
  /** How to print, and what to do with it. */
  advice: ReactNode;
  /** Further classes of the sheets. */
  className?: string;
  /** The sheets. */
  children: ReactNode;
}

/** A page that prints sheets of paper: what may be chosen, and beside it the sheets as they will be. */
export const PrintPage = (props: Props): ReactNode => {
  const { title, told, publicUrl, what, paper, choices, canPrint = true, advice } = props;
  return (
    <>
      <div className="page-head screen-only">
        <h1>{title}</h1>
        <p className="quiet">{told}</p>
      </div>
      <div className="screen-only">
        <AddressWarning publicUrl={publicUrl} what={what} />
      </div>
      <div className="print-layout">
        <div className="card print-choices screen-only">
          {choices}
          <button
            type="button"
            className="button button-main"
            disabled={!canPrint}
            onClick={() => window.print()}
          >
            Print
          </button>
          {advice}
        </div>
        <div className={`sheets paper-${paper} ${props.className ?? ""}`}>{props.children}</div>
      </div>
    </>
  );
};
