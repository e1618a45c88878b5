import { Agent, request } from "node:http";
import { parentPort } from "node:worker_threads";

/** Sends prepared pushes over real HTTP from a thread of its own, as the phones are elsewhere. */
export interface PushLoad {
  port: number;
  bodies: string[];
  concurrency: number;
}

const send = (port: number, agent: Agent, body: string, address: string) =>
  new Promise<void>((resolve, reject) => {
    const sent = request(
      {
        port,
        agent,
        host: "127.0.0.1",
        method: "POST",
        path: "/api/v1/public/sites/main/scans",
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          "x-forwarded-for": address,
        },
      },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (piece) => {
          text += piece;
        });
        answer.on("end", () => {
          const isStored = answer.statusCode === 200 && !/duplicate|rejected/.test(text);
          if (isStored) resolve();
          else reject(new Error(`${answer.statusCode}: ${text.slice(0, 200)}`));
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });

const run = async ({ port, bodies, concurrency }: PushLoad) => {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  let next = 0;
  const startedMs = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < bodies.length) {
        const index = next++;
        await send(port, agent, bodies[index] as string, `10.0.${index % 200}.1`);
      }
    }),
  );
  const ms = performance.now() - startedMs;
  agent.destroy();
  return ms;
};

parentPort?.on("message", async (load: PushLoad) => parentPort?.postMessage(await run(load)));
