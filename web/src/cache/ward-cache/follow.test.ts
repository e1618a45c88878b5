import { expect, test } from "vitest";
import type { Answer } from "../../journal/request.ts";
import { follow } from "./follow.ts";
import { openWardSocket, type Socket } from "./ward-socket.ts";

/** Time that passes when it is told to. */
const createTime = () => {
  let nowMs = 0;
  const timers = new Map<object, { atMs: number; run: () => void }>();
  return {
    after: (ms: number, run: () => void) => {
      const key = {};
      timers.set(key, { atMs: nowMs + ms, run });
      return () => timers.delete(key);
    },
    pass: async (ms: number) => {
      const end = nowMs + ms;
      for (;;) {
        // What was waited for goes on first.
        for (let turn = 0; turn < 10; turn++) await Promise.resolve();
        const due = [...timers].sort(([, one], [, other]) => one.atMs - other.atMs)[0];
        if (!due || due[1].atMs > end) break;
        timers.delete(due[0]);
        nowMs = due[1].atMs;
        due[1].run();
      }
      nowMs = end;
    },
    now: () => nowMs,
  };
};

const fine = { ok: true, status: 200, value: 1 } as Answer<unknown>;
const broken = { ok: false, status: 0, code: "NO_CONNECTION" } as Answer<unknown>;

test("it asks at once, then after 15 to 30 s, sooner after a hint, later after failures", async () => {
  const time = createTime();
  const asked: number[] = [];
  let answer = fine;
  const followed = follow({
    ask: async () => {
      asked.push(time.now());
      return answer;
    },
    after: time.after,
    random: () => 0.5,
  });
  await time.pass(50_000);
  expect(asked.splice(0)).toEqual([0, 22_500, 45_000]);
  followed.hint();
  await time.pass(1_000);
  expect(asked.splice(0)).toEqual([50_125]);
  answer = broken;
  followed.hint();
  await time.pass(200_000);
  // Doubled with every failure in a row, up to a minute.
  expect(asked.splice(0)).toEqual([51_125, 73_625, 118_625, 178_625, 238_625]);
  answer = fine;
  followed.hint();
  await time.pass(30_000);
  expect(asked.splice(0)).toEqual([251_125, 273_625]);
  followed.stop();
  followed.hint();
  await time.pass(100_000);
  expect(asked).toEqual([]);
});

test("a hint that comes while an answer is on its way asks once more", async () => {
  const time = createTime();
  let asked = 0;
  let give = (_: Answer<unknown>) => {};
  const followed = follow({
    ask: () => {
      asked += 1;
      return new Promise<Answer<unknown>>((resolve) => {
        give = resolve;
      });
    },
    after: time.after,
    random: () => 0.99,
  });
  followed.hint();
  followed.hint();
  expect(asked).toBe(1);
  give(fine);
  await time.pass(300);
  expect(asked).toBe(2);
  give(fine);
  await time.pass(300);
  expect(asked).toBe(2);
});

const createSocket = () => {
  const sent: { type: string; data?: { ward: string } }[] = [];
  const socket: Socket & { say(message: unknown): void; isClosed: boolean; sent: typeof sent } = {
    sent,
    isClosed: false,
    send: (text) => sent.push(JSON.parse(String(text))),
    close: () => {
      socket.isClosed = true;
    },
    onopen: null,
    onclose: null,
    onmessage: null,
    say: (message) => socket.onmessage?.({ data: JSON.stringify(message) } as MessageEvent),
  };
  return socket;
};

test("a socket subscribes, hints on news, answers pings, and connects anew after a silence", async () => {
  const time = createTime();
  const sockets: ReturnType<typeof createSocket>[] = [];
  let hints = 0;
  const live: boolean[] = [];
  const opened = openWardSocket({
    open: () => {
      const socket = createSocket();
      sockets.push(socket);
      return socket;
    },
    wards: ["4B"],
    onHint: () => {
      hints += 1;
    },
    onLive: (is) => live.push(is),
    after: time.after,
    random: () => 0.5,
  });
  const [first] = sockets;
  first?.onopen?.({} as Event);
  expect(first?.sent.map(({ type, data }) => [type, data?.ward])).toEqual([["subscribe", "4B"]]);
  expect([live, hints], "nothing comes before the server says so").toEqual([[], 0]);
  first?.say({ type: "subscribed" });
  expect([live, hints]).toEqual([[true], 1]);
  first?.say({ type: "patient_alert" });
  first?.say({ type: "ping" });
  first?.onmessage?.({ data: "no JSON" } as MessageEvent);
  expect(hints).toBe(2);
  expect(first?.sent.at(-1)).toEqual({ type: "pong" });
  await time.pass(20_000);
  expect(first?.sent.at(-1)).toEqual({ type: "ping" });
  first?.say({ type: "pong" });
  await time.pass(29_999);
  expect(first?.isClosed).toBe(false);
  await time.pass(1);
  expect([first?.isClosed, live.at(-1)]).toEqual([true, false]);
  await time.pass(500);
  expect(sockets).toHaveLength(2);
  // Doubled up to 30 s while nothing ever comes.
  for (const pause of [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
    const before = sockets.length;
    sockets.at(-1)?.onclose?.({} as CloseEvent);
    await time.pass(pause - 1);
    expect(sockets).toHaveLength(before);
    await time.pass(1);
    expect(sockets).toHaveLength(before + 1);
  }
  opened.wake();
  expect(sockets, "it is about to connect").toHaveLength(8);
  await time.pass(14_999);
  expect(sockets.at(-1)?.isClosed, "it may still connect").toBe(false);
  await time.pass(1);
  expect(sockets.at(-1)?.isClosed).toBe(true);
  // The network is back: no need to wait for so long.
  opened.wake();
  await time.pass(500);
  expect(sockets).toHaveLength(9);
  opened.stop();
  expect(sockets.at(-1)?.isClosed).toBe(true);
  sockets.at(-1)?.onclose?.({} as CloseEvent);
  opened.wake();
  await time.pass(60_000);
  expect(sockets).toHaveLength(9);
});
