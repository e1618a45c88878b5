import { alertTypes } from "@throughline/shared/ward-api.ts";
import type { After } from "../../journal/environment.ts";

const PING_EVERY_MS = 20_000;
const PONG_WITHIN_MS = 10_000;
const CONNECT_WITHIN_MS = 15_000;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;

export interface WardSocket {
  /** The network may be back: connects within a second, unless it is connected. */
  wake(): void;
  stop(): void;
}

/** The part of a WebSocket that is used. */
export type Socket = Pick<WebSocket, "send" | "close"> & {
  onopen: ((event: Event) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
};

interface Options {
  open: () => Socket;
  /** `-` for no ward, `*` for all of a site. */
  wards: readonly string[];
  /** There may be news. */
  onHint: () => void;
  /** Whether hints come. */
  onLive: (live: boolean) => void;
  after: After;
  /** From 0 to 1. */
  random: () => number;
}

/**
 * Listens for hints that an alert changed, for as long as it is not stopped: it asks every 20 s
 * whether the other side is there, and connects anew after a silence or a break, with exponential
 * back-off and full jitter up to 30 s, or soon after it is woken. What was missed meanwhile is asked for on connecting.
 */
export const openWardSocket = ({
  open,
  wards,
  onHint,
  onLive,
  after,
  random,
}: Options): WardSocket => {
  let socket: Socket | undefined;
  let failures = 0;
  let stopped = false;
  let callOff = () => {};

  const connect = () => {
    if (stopped) return;
    let opened: Socket;
    try {
      opened = open();
    } catch {
      again();
      return;
    }
    socket = opened;
    callOff = after(CONNECT_WITHIN_MS, () => end(opened));
    const beat = () => {
      callOff();
      callOff = after(PING_EVERY_MS, () => {
        opened.send(JSON.stringify({ type: "ping" }));
        callOff = after(PONG_WITHIN_MS, () => end(opened));
      });
    };
    opened.onopen = () => {
      for (const ward of wards) {
        opened.send(
          JSON.stringify({ type: "subscribe", data: { ward, alert_types: [...alertTypes] } }),
        );
      }
      beat();
    };
    opened.onmessage = ({ data }) => {
      // Whatever comes shows that the other side is there.
      failures = 0;
      beat();
      const type = typeOf(data);
      if (type === "ping") opened.send(JSON.stringify({ type: "pong" }));
      if (type === "subscribed") onLive(true);
      // On subscribing, for what was missed before.
      if (type === "subscribed" || type === "patient_alert") onHint();
    };
    opened.onclose = () => end(opened);
  };

  const end = (ended: Socket) => {
    if (socket !== ended) return;
    socket = undefined;
    callOff();
    ended.close();
    onLive(false);
    again();
  };

  const again = () => {
    if (stopped) return;
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures);
    failures += 1;
    callOff = after(longest * random(), connect);
  };

  connect();
  return {
    wake: () => {
      if (stopped || socket) return;
      failures = 0;
      callOff();
      again();
    },
    stop: () => {
      stopped = true;
      callOff();
      const last = socket;
      socket = undefined;
      last?.close();
    },
  };
};

const typeOf = (data: unknown): string | undefined => {
  try {
    return (JSON.parse(String(data)) as { type?: string }).type;
  } catch {
    return undefined;
  }
};
