import type { Sites } from "@throughline/shared/api.ts";
import { mapConcurrently } from "../concurrency.ts";
import type { OperationDeps } from "../deps.ts";

const READS_AT_A_TIME = 8;

/** All sites by name. */
export const listSites = async ({ store }: Pick<OperationDeps, "store">): Promise<Sites> => {
  const codes = await store.settings.listSites();
  const settings = await mapConcurrently(codes, READS_AT_A_TIME, store.settings.read);
  const sites = codes.flatMap((site, index) => {
    const name = settings[index]?.name;
    return name === undefined ? [] : [{ site, name }];
  });
  return { sites: sites.sort((left, right) => left.name.localeCompare(right.name, "en")) };
};
