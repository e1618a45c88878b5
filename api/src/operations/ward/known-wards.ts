import { compareBeds } from "@throughline/shared/ward.ts";
import type { OperationDeps } from "../../deps.ts";

/** Every ward that a file has named (empty for none) in the order of a list; those without one last. */
export const listKnownWards = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
): Promise<string[]> => {
  const wards = new Set(await store.clinical.knownWards.list(site));
  wards.delete("");
  return [...[...wards].sort(compareWards), ""];
};

/** As people read them, and never equal where they differ. */
export const compareWards = (one: string, other: string): number =>
  Number(one === "") - Number(other === "") || compareBeds(one, other) || compareText(one, other);

export const compareText = (one: string, other: string): number =>
  one < other ? -1 : Number(one > other);
