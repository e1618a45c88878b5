import type { WardSnapshot } from "@throughline/shared/ward-api.ts";
import type { Actor } from "@throughline/shared/ward-entry.ts";

/** How somebody says who they are. */
export interface Who {
  /** An id of the ward's list. */
  picked: string;
  /** A name, where they are not on the list. */
  name: string;
  /** What a badge was read as. */
  badge: string;
}
export const nobody: Who = { picked: "", name: "", badge: "" };

/** Who it is, or what is missing. A badge goes before the rest: it was held here now. */
export const resolveActor = (
  { picked, name, badge }: Who,
  staff: WardSnapshot["staff"],
  badgeHash: string | undefined,
): Actor | { problem: string; field: "who" | "badge" } => {
  if (badge.trim() !== "") {
    const holder = badgeHash && staff.find((person) => person.badgeHash === badgeHash);
    return holder
      ? { name: holder.name, staffId: holder.id }
      : { problem: "Nobody on this ward’s list has this badge.", field: "badge" };
  }
  const person = staff.find(({ id }) => id === picked);
  if (person) return { name: person.name, staffId: person.id };
  return name.trim() === "" ? { problem: "Say who you are.", field: "who" } : { name: name.trim() };
};

/** SHA-256 of a badge's code, hex; undefined where the browser cannot compute it. */
export const hashBadge = async (badge: string): Promise<string | undefined> => {
  if (!globalThis.crypto?.subtle || badge.trim() === "") return undefined;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(badge.trim()));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
};
