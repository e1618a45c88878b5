import { type Language, languages } from "../i18n/languages.ts";
import { type Paper, readPaper } from "../ui/paper.ts";

export const SLIPS_PER_SHEET = 14;
export const MOST_SHEETS = 20;

/** What the slips' address says. The codes themselves stand nowhere but on the paper. */
export interface SlipChoice {
  sheets: number;
  paper: Paper;
  language: Language;
}

/** Reads the address; what is missing or unreadable is one sheet, A4, English. */
export const readSlipChoice = (search: string): SlipChoice => {
  const params = new URLSearchParams(search);
  const sheets = Number(params.get("sheets"));
  return {
    sheets: Number.isInteger(sheets) && sheets >= 1 && sheets <= MOST_SHEETS ? sheets : 1,
    paper: readPaper(params.get("paper")),
    language: languages.find(({ tag }) => tag === params.get("language"))?.tag ?? "en",
  };
};

/** The search of another choice, with what else stood in the address. */
export const writeSlipChoice = (search: string, choice: SlipChoice): string => {
  const params = new URLSearchParams(search);
  params.set("sheets", String(choice.sheets));
  params.set("paper", choice.paper);
  params.set("language", choice.language);
  return params.toString();
};
