import type { FileKind } from "@throughline/shared/feed.ts";
import type { Encoding, FeedProfile } from "@throughline/shared/feed-profile.ts";

export const kindWords: Record<FileKind, string> = {
  pms: "patients and admissions",
  lis: "lab tests",
  records: "patient records",
};

export const encodingWords: Record<Encoding, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 (little endian)",
  "utf-16be": "UTF-16 (big endian)",
  "windows-1252": "windows-1252 (Latin-1)",
};

export const delimiterWords: Record<FeedProfile["delimiter"], string> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "vertical bar",
};

/** How often something comes: "every 15 min", "every 6 h", "every 7 days". */
export const formatEvery = (minutes: number): string => `every ${formatInterval(minutes)}`;

/** So long: "15 min", "6 h", "7 days". */
export const formatInterval = (minutes: number): string => {
  if (minutes < 120) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.round(minutes / 60)} h`;
  return `${Math.round(minutes / 1_440)} days`;
};
