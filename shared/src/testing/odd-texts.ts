/** Identifiers that a program may take for numbers, nulls, separators, formulas or markup. */
export const oddIdentifiers: readonly string[] = [
  "NA",
  "null",
  "007",
  "1e5",
  "a#b",
  "7",
  "=1+1",
  "+49",
  "-5",
  "@x",
  "é/ß",
  "<script>",
];

/** Names in ten scripts, and some that are no names. None needs quotes in a CSV file. */
export const oddNames: readonly string[] = [
  "Żółć",
  "Ελένη",
  "Жанна",
  "שָׂרָה",
  "مُحَمَّد",
  "अनीता",
  "ธิดา",
  "김민준",
  "さくら",
  "李小龍",
  "<script>alert('x')</script>",
  "=HYPERLINK(A1)",
  "@SUM",
];
