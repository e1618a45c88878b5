import * as z from "zod/mini";
import { type Figures, type FlowDay, type FlowRange, flowDaySchema } from "./figures.ts";

/** The same with null in place of any number that is hidden. */
export type Hideable<T> = T extends number
  ? T | null
  : T extends readonly (infer Item)[]
    ? Hideable<Item>[]
    : T extends object
      ? { [Key in keyof T]: Hideable<T[Key]> }
      : T;

export type HiddenFigures = Hideable<Figures>;
export type HiddenFlowDay = Hideable<FlowDay>;
export type HiddenFlowRange = Hideable<FlowRange>;

/** The schema of the same with null in place of any number. */
const hideable = (schema: z.core.$ZodType): z.core.$ZodType => {
  const { def } = schema._zod as unknown as { def: z.core.$ZodTypes["_zod"]["def"] };
  switch (def.type) {
    case "number":
      return z.nullable(schema);
    case "object": {
      const entries = Object.entries(def.shape).map(([key, field]) => [key, hideable(field)]);
      return z.object(Object.fromEntries(entries));
    }
    case "array":
      return z.array(hideable(def.element));
    case "record":
      return z.record(def.keyType, hideable(def.valueType));
    case "nullable":
      return z.nullable(hideable(def.innerType));
    case "optional":
      return z.optional(hideable(def.innerType));
    default:
      return schema;
  }
};

export const hiddenFlowDaySchema = hideable(flowDaySchema) as z.ZodMiniType<HiddenFlowDay>;
