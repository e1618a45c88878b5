import type { StoredAction, ViewEntry } from "@throughline/shared/ward-entry.ts";
import { isNew } from "../conditions.ts";
import { idInKey } from "../keys.ts";
import type { Item, ReadOptions, Table } from "../table.ts";
import type { StayId } from "./due-things.ts";
import { clinicalKeys } from "./keys.ts";

/** What a screen showed, as the server keeps it. */
export type StoredView = Omit<StoredAction, "type" | "body"> & Pick<ViewEntry, "type" | "body">;

/** The journal of the wards' tablets. The first write of an entry wins. */
export interface WardEntryStore {
  /** Under the stay that it is about. */
  putAction(site: string, action: StoredAction): Promise<"stored" | "duplicate">;
  /** All about a stay, by their ids. */
  listActions(site: string, stay: StayId, options?: ReadOptions): Promise<StoredAction[]>;
  /** Under the ward that was shown. */
  putView(site: string, view: StoredView): Promise<"stored" | "duplicate">;
  /** A view as it was first told. */
  getView(site: string, ward: string, id: string): Promise<StoredView | undefined>;
  /** Those of a ward (empty for none) behind `after`, by their ids, which begin with their time. */
  listViews(
    site: string,
    ward: string,
    options: { limit: number; after?: string },
  ): Promise<{ views: StoredView[]; next: string | undefined }>;
}

export const createWardEntryStore = (table: Table): WardEntryStore => ({
  async putAction(site, { id, ...attributes }) {
    const { patientId, admissionId } = attributes.body;
    const key = clinicalKeys.wardEntry(site, patientId, admissionId, id);
    return (await table.putIf({ ...key, ...attributes }, isNew)) ? "stored" : "duplicate";
  },

  async listActions(site, { patientId, admissionId }, options) {
    const pk = clinicalKeys.wardEntryPartition(site, patientId, admissionId);
    const actions: StoredAction[] = [];
    for await (const page of table.pages({ pk }, options)) {
      for (const { pk: _pk, sk, ...attributes } of page) {
        actions.push({ id: idInKey(sk, 1), ...attributes } as StoredAction);
      }
    }
    return actions;
  },

  async putView(site, { id, ...attributes }) {
    const key = clinicalKeys.view(site, attributes.body.ward, id);
    return (await table.putIf({ ...key, ...attributes }, isNew)) ? "stored" : "duplicate";
  },

  async getView(site, ward, id) {
    const item = await table.get(clinicalKeys.view(site, ward, id), { consistent: true });
    return item && viewFromItem(item);
  },

  async listViews(site, ward, options) {
    const { items, next } = await table.page(
      { pk: clinicalKeys.viewPartition(site, ward) },
      options,
    );
    return { views: items.map(viewFromItem), next };
  },
});

const viewFromItem = ({ pk: _pk, sk, ...attributes }: Item) =>
  ({ id: idInKey(sk, 0), ...attributes }) as StoredView;
