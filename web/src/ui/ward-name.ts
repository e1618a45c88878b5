import { NO_WARD } from "@throughline/shared/ward.ts";

/** A ward as people read it: the one of those who have none has a name too. */
export const wardName = (ward: string): string => (ward === NO_WARD || !ward ? "No ward" : ward);
