import type { Code } from "../code.ts";
import { variantsOfRequests } from "./of-requests.ts";
import { variantsOfTheDevice } from "./of-the-device.ts";
import { variantsOfTheServer } from "./of-the-server.ts";

/** The sync code, broken in one way: by what is wrong with it. Planted anew in each world. */
export type Variants = Record<string, () => Code>;

export const variants: Variants = {
  ...variantsOfRequests,
  ...variantsOfTheDevice,
  ...variantsOfTheServer,
};
