import { afterEach } from "vitest";
import { checkOpenPages } from "./barriers.ts";

/** Whatever else a test is about: the pages it leaves open are for everybody. */
afterEach(checkOpenPages);
