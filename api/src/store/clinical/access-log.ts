import type { Access } from "@throughline/shared/access.ts";
import type { Item, Table } from "../table.ts";
import { clinicalKeys } from "./keys.ts";

/** Who read what that is personal. */
export interface AccessLogStore {
  /** `day` is the site's of `access.at`. The same reading again adds nothing. */
  append(site: string, day: string, access: Access): Promise<void>;
  /** A day's readings in the order of their instants, at most `limit`, behind `after`. */
  list(
    site: string,
    day: string,
    options: { limit: number; after?: string },
  ): Promise<{ accesses: Access[]; next: string | undefined }>;
}

export const createAccessLogStore = (table: Table): AccessLogStore => ({
  async append(site, day, access) {
    await table.put({ ...clinicalKeys.access(site, day, access.at, access.id), ...access });
  },

  async list(site, day, options) {
    const { items, next } = await table.page(
      { pk: clinicalKeys.accessPartition(site, day) },
      options,
    );
    return { accesses: items.map(fromItem), next };
  },
});

const fromItem = ({ pk: _pk, sk: _sk, ...access }: Item) => access as unknown as Access;
