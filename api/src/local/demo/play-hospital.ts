import { setTimeout as pause } from "node:timers/promises";
import { defaultFeedProfile } from "@throughline/shared/feed-profile.ts";
import { uploadsSchema } from "@throughline/shared/upload-api.ts";
import { defaultWardSettings } from "@throughline/shared/ward.ts";
import { type WardList, wardSettingsResponseSchema } from "@throughline/shared/ward-api.ts";
import { readServerFile } from "../data-folder.ts";
import { askServer, refusalOf } from "../server-connection.ts";
import type { DemoClock } from "./demo-clock.ts";
import { createHospital, INTENSIVE, type Lab } from "./hospital.ts";
import { createTablets, staff } from "./played-tablets.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Nothing has come from one laboratory for so long when the demo begins. */
const SILENT_HOURS = 15;
/** Longer than between any two of its files otherwise. */
const MAX_SILENCE_MINUTES = 10 * 60;
const ROUND_MS = 15 * MINUTE_MS;
/** The instants of the last day at which files come and tablets are looked at. */
const HOURS_AGO = [24, 15, 9, 5, 2, 0];
const LOOK_MS = 100;

/** The wards' life through the product's own ways: files into the bucket, tablets' pushes. */
export interface PlayedHospital {
  /** Lets the last day pass until `startMs`, by setting the clock. */
  playLastDay(signal: AbortSignal): Promise<void>;
  /** Goes on from there until it is told to end. */
  goOn(signal: AbortSignal): Promise<void>;
}

/** Of the running server whose data is in the folder. Throws what it refuses. */
export const createPlayedHospital = (
  data: string,
  { clock, seed, startMs }: { clock: DemoClock; seed: number; startMs: number },
): PlayedHospital => {
  const server = readServerFile(data);
  const bucket = server?.bucket;
  if (!server || !bucket) throw new Error("There is no server to play on");
  const ask = async <Answer>(path: string, body?: unknown, method = "POST"): Promise<Answer> => {
    const init = body === undefined ? {} : { method, body: JSON.stringify(body) };
    const answer = await askServer(server, path, init);
    if (answer.status >= 300) throw refusalOf(answer);
    return answer.body as Answer;
  };
  const hospital = createHospital(seed, startMs);
  const tablets = createTablets({
    seed,
    now: clock.now,
    ask,
    onSample: (stay, atMs) => hospital.takeSample(stay, atMs),
  });

  let awaited: string[] = [];
  const drop = async (feed: string, name: string, text: string) => {
    const answer = await fetch(`${bucket.url}/${bucket.name}/uploaded/main/${feed}/${name}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${bucket.key}` },
      body: text,
    });
    await answer.arrayBuffer();
    awaited.push(name);
    if (!answer.ok) throw new Error(`The bucket answered with status ${answer.status}`);
  };

  const knownTo = { lis: Number.NEGATIVE_INFINITY, "blood-gas": Number.NEGATIVE_INFINITY };
  /** Where nothing is new, nothing is sent. */
  const dropLabs = async (lab: Lab) => {
    const toMs = clock.now();
    const file = hospital.labFile(lab, knownTo[lab], toMs);
    knownTo[lab] = toMs;
    if (file.indexOf("\r\n") === file.length - 2) return;
    await drop(lab, `${lab}-${stampOf(toMs)}.csv`, file);
  };
  const dropStays = () => {
    const atMs = clock.now();
    return drop("pms", `stays-${stampOf(atMs)}.csv`, hospital.stayFile(atMs));
  };

  /** All that was dropped is taken in, and the monitor has looked since. */
  const settle = async () => {
    for (;;) {
      const { files } = uploadsSchema.parse(await ask("/uploads?limit=20"));
      const finished = files.filter(({ finishedAt }) => finishedAt !== null);
      awaited = awaited.filter((name) => !finished.some((file) => file.name === name));
      if (awaited.length === 0) break;
      await pause(LOOK_MS);
    }
    const sinceMs = clock.now();
    for (;;) {
      const { monitorAt } = await ask<WardList>("/wards");
      if (monitorAt !== null && Date.parse(monitorAt) >= sinceMs) return;
      await pause(LOOK_MS);
    }
  };

  return {
    async playLastDay(signal) {
      clock.setTo(startMs - 24 * HOUR_MS);
      await setUp(ask);
      await drop("notes", `notes-${stampOf(clock.now())}.csv`, hospital.noteFile(clock.now()));
      await drop("pms", "menus.csv", "ward,meal,count\r\n4A,soup,12\r\n");
      for (const hoursAgo of HOURS_AGO) {
        if (signal.aborted) return;
        clock.setTo(startMs - hoursAgo * HOUR_MS);
        // Tests first: nobody is overdue for want of a file that comes a moment later.
        await dropLabs("lis");
        if (hoursAgo >= SILENT_HOURS) await dropLabs("blood-gas");
        await dropStays();
        await settle();
        await tablets.lookRound();
      }
    },

    async goOn(signal) {
      for (let round = 1; !signal.aborted; round++) {
        const dueMs = startMs + round * ROUND_MS;
        while (clock.now() < dueMs) {
          await pause(LOOK_MS, undefined, { signal }).catch(() => {});
          if (signal.aborted) return;
        }
        if (round % 4 === 0) await dropStays();
        await dropLabs("lis");
        // It comes back, and falls silent again.
        if (round % 48 === 6) await dropLabs("blood-gas");
        await settle();
        await tablets.lookRound();
      }
    },
  };
};

/** As file names have it: 20261120-1042, UTC. */
const stampOf = (ms: number) =>
  new Date(ms).toISOString().slice(0, 16).replaceAll(/[-:]/g, "").replace("T", "-");

/** What the hospital has set about its sources and its wards. */
const setUp = async (
  ask: <Answer>(path: string, body?: unknown, method?: string) => Promise<Answer>,
) => {
  const feed = (kind: string, maxSilenceMinutes: number | null, profile = {}) => ({
    version: 0,
    settings: {
      kind,
      maxSilenceMinutes,
      inUse: true,
      profile: { ...defaultFeedProfile, ...profile },
    },
  });
  await ask("/feeds/pms", feed("pms", MAX_SILENCE_MINUTES, { holds: "everything" }), "PUT");
  await ask("/feeds/lis", feed("lis", MAX_SILENCE_MINUTES), "PUT");
  await ask("/feeds/blood-gas", feed("lis", MAX_SILENCE_MINUTES), "PUT");
  await ask("/feeds/notes", feed("records", null), "PUT");
  const { version } = wardSettingsResponseSchema.parse(await ask("/ward-settings"));
  const settings = {
    ...defaultWardSettings,
    policy: { ...defaultWardSettings.policy, escalateAfterMinutes: 240, unviewedMinutes: 240 },
    wards: [{ ward: INTENSIVE, policy: { thresholdHours: 24 } }],
    staff,
  };
  await ask("/ward-settings", { version, settings }, "PUT");
};
