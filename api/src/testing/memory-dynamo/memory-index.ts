import { MemoryTable, type PageOptions } from "./memory-table.ts";
import type { Change } from "./price.ts";
import { type AttributeItem, invalid } from "./values.ts";

const MAX_PK_BYTES = 2048;
const MAX_SK_BYTES = 1024;

/** What `CreateTable` says of a global secondary index, as far as it is used. */
export interface IndexShape {
  IndexName: string;
  KeySchema: { AttributeName: string }[];
  Projection: { ProjectionType: string };
}

/** A global secondary index: the items that have both of its key attributes, whole or keys alone. */
export class MemoryIndex {
  readonly name: string;
  readonly pk: string;
  readonly sk: string;
  private readonly holdsAll: boolean;
  private readonly rows = new MemoryTable();

  constructor({ IndexName, KeySchema, Projection }: IndexShape) {
    this.name = IndexName;
    this.pk = KeySchema[0]?.AttributeName ?? "";
    this.sk = KeySchema[1]?.AttributeName ?? "";
    this.holdsAll = Projection.ProjectionType === "ALL";
  }

  /** Refuses what cannot be a key of an index, as DynamoDB does and dynalite does not. */
  check(item: AttributeItem): void {
    for (const [name, maxBytes] of [
      [this.pk, MAX_PK_BYTES],
      [this.sk, MAX_SK_BYTES],
    ] as const) {
      const value = item[name];
      if (value === undefined) continue;
      if (typeof value !== "string" || value === "" || Buffer.byteLength(value) > maxBytes) {
        throw invalid(`${name} cannot be a key of the index ${this.name}`);
      }
    }
  }

  /** Follows a change of an item. Returns what was written: what moves is deleted and put. */
  follow(
    before: AttributeItem | undefined,
    after: AttributeItem | undefined,
    atMs: number,
  ): Change[] {
    const [from, to] = [this.placeOf(before), this.placeOf(after)];
    const held = from && this.project(before as AttributeItem);
    const row = to && this.project(after as AttributeItem);
    const moves = from && !(to && to[0] === from[0] && to[1] === from[1]);
    if (moves) this.rows.write(from[0], from[1], undefined, atMs);
    if (to) this.rows.write(to[0], to[1], row, atMs);
    return [
      ...(moves ? [{ before: held, after: undefined, inIndex: true }] : []),
      ...(to ? [{ before: moves ? undefined : held, after: row, inIndex: true }] : []),
    ];
  }

  page(pk: string, passes: (item: AttributeItem) => boolean, options: PageOptions) {
    return this.rows.page(pk, passes, options);
  }

  /** Where an item stands: items of one sort key one after the other. */
  placeOf(item: AttributeItem | undefined): [pk: string, place: string] | undefined {
    if (!item || item[this.pk] === undefined || item[this.sk] === undefined) return undefined;
    return [item[this.pk] as string, [item[this.sk], item.pk, item.sk].join("\0")];
  }

  private project(item: AttributeItem): AttributeItem {
    if (this.holdsAll) return item;
    return Object.fromEntries(
      ["pk", "sk", this.pk, this.sk].map((name) => [name, item[name]] as const),
    );
  }
}
