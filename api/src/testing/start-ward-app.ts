import { hourMs } from "@throughline/shared/testing/ward-builders.ts";
import { expect } from "vitest";
import { type AppUnderTest, STAFF_TOKEN, startApp } from "./start-app.ts";
import { NOW } from "./ward-people.ts";

export interface WardApp {
  sut: AppUnderTest;
  /** What a script of the staff is answered. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** The JSON of an answer that must be 200. */
  json(path: string): Promise<unknown>;
}

/** The app at the hour of now, with a site in Berlin. */
export const startWardApp = async (): Promise<WardApp> => {
  const sut = await startApp({ nowMs: hourMs(NOW) });
  await sut.addSite("main", { timeZone: "Europe/Berlin" });
  const get: WardApp["get"] = (path, headers = {}) =>
    sut.anyone("GET", `/api/v1${path}`, undefined, {
      "x-throughline-token": STAFF_TOKEN,
      ...headers,
    });
  return {
    sut,
    get,
    async json(path) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      return answer.json();
    },
  };
};
