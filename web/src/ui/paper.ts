export const papers = [
  { paper: "a4", name: "A4" },
  { paper: "letter", name: "US Letter" },
] as const;
export type Paper = (typeof papers)[number]["paper"];

/** What an address says of the paper; A4 where it says nothing or nonsense. */
export const readPaper = (text: string | null): Paper => (text === "letter" ? "letter" : "a4");
