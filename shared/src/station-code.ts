/**
 * Station and site codes as they stand in addresses and keys. Free of schemas, because the scan
 * page loads this before its confirmation.
 */
export const CODE_PATTERN = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** The site whose addresses need not name it. */
export const MAIN_SITE = "main";

/** The one spelling of a code: codes compare without case. Does not check that it is valid. */
export const canonicalCode = (code: string): string => code.trim().toLowerCase();

/** A code made from a label ("Blood test" → "blood-test"); `station` where nothing usable is left. */
export const codeFromLabel = (label: string): string => {
  const plain = label
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
  return plain || "station";
};

/** A readable stand-in for a station whose label is not known yet ("check-in" → "Check in"). */
export const labelFromCode = (code: string): string => {
  const words = code.replace(/-/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};
