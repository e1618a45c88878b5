import { runMaintenance } from "../../api/src/operations/run-maintenance.ts";
import { type ServerProcess, STAFF_TOKEN, startProcess } from "./server-process.ts";
import type { World } from "./world.ts";

/** The server as the network sees it: a few processes that come and go, and one database. */
export interface Server {
  /** Undefined when no answer comes: nobody listened, or who did died. */
  handle(
    address: string,
    url: string,
    init: RequestInit,
    answered: (response: Response | undefined) => void,
  ): void;
  /** A request by somebody of the staff; undefined as above. */
  ask(path: string): Promise<Response | undefined>;
  /** A process that lives. */
  anyProcess(): ServerProcess;
  /** Lets each place of a process have one that lives. */
  start(): void;
  /** What a scheduler asks a process to do from time to time. */
  maintain(): void;
}

const ORIGIN = "https://clinic.example";
const PROCESSES = 2;

export const createServer = (world: World): Server => {
  const { scheduler, random } = world;
  const places: (ServerProcess | undefined)[] = new Array(PROCESSES).fill(undefined);
  let started = 0;

  const startAt = (place: number) => {
    if (places[place]?.isAlive()) return;
    const process = startProcess(world, `server ${++started}`);
    places[place] = process;
    process.whenItDies(() => {
      const downMs = 1_000 + random.int(60_000);
      scheduler.later(downMs, `server starts at place ${place}`, () => startAt(place));
    });
  };
  const living = () => places.filter((process) => process?.isAlive()) as ServerProcess[];

  const server: Server = {
    handle(address, url, init, answered) {
      const process = living()[random.int(Math.max(1, living().length))];
      if (!process) return answered(undefined);
      const forget = process.whenItDies(() => answered(undefined));
      const headers = new Headers(init.headers);
      headers.set("x-simulated-address", address);
      const length = (init.body as Uint8Array | undefined)?.byteLength;
      if (length !== undefined) headers.set("content-length", String(length));
      const request = new Request(`${ORIGIN}${url}`, {
        headers,
        ...(init.method && { method: init.method }),
        ...(init.body && { body: init.body }),
      });
      void process.handle(request).then((response) => {
        forget();
        answered(response);
      });
    },
    ask: (path) =>
      new Promise((resolve) => {
        const headers = { "x-throughline-token": STAFF_TOKEN };
        server.handle("staff", `/api/v1${path}`, { headers }, resolve);
      }),
    anyProcess: () => living()[0] as ServerProcess,
    start: () => {
      for (let place = 0; place < PROCESSES; place++) startAt(place);
    },
    maintain() {
      const process = living()[0];
      if (process)
        void runMaintenance(process.deps).catch((error) => world.ledger.maintenanceFailed(error));
    },
  };
  return server;
};
