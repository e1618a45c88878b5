import { once } from "node:events";

type Params = Record<string, unknown>;

/** One page, controlled by the DevTools protocol alone. */
export interface DevToolsPage {
  /** What an expression comes to in the page. */
  evaluate: (expression: string) => Promise<unknown>;
  /** Waits until this address was prerendered, and says what became of it. */
  prerendered: (address: string) => Promise<string>;
  close: () => void;
}

/** Opens an address in a page of its own and leaves it alone until it is controlled. */
export const openAddress = async (devToolsUrl: string, address: string): Promise<string> => {
  const { call, close } = await connect(devToolsUrl);
  const { targetId } = await call("Target.createTarget", { url: address });
  close();
  return String(targetId);
};

/**
 * Controls a page for what Playwright does not let it do: every page that Playwright sees may not
 * prerender.
 */
export const controlPage = async (devToolsUrl: string, targetId: string): Promise<DevToolsPage> => {
  const { call, listeners, close } = await connect(devToolsUrl);
  const attached = await call("Target.attachToTarget", { targetId, flatten: true });
  const sessionId = String(attached.sessionId);
  return {
    evaluate: async (expression) => {
      const options = { expression, returnByValue: true };
      const { result } = await call("Runtime.evaluate", options, sessionId);
      return (result as Params).value;
    },
    prerendered: async (address) => {
      const done = new Promise<string>((resolve) => {
        listeners.add((method, { key, status }) => {
          if (method !== "Preload.prerenderStatusUpdated") return;
          const isDone = status === "Ready" || status === "Failure";
          if ((key as Params).url === address && isDone) resolve(String(status));
        });
      });
      await call("Preload.enable", {}, sessionId);
      return done;
    },
    close,
  };
};

const connect = async (devToolsUrl: string) => {
  const socket = new WebSocket(devToolsUrl);
  await once(socket, "open");
  const answers = new Map<number, (message: { result?: Params; error?: Params }) => void>();
  const listeners = new Set<(method: string, params: Params) => void>();
  let lastId = 0;
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(String(data));
    if (message.id !== undefined) answers.get(message.id)?.(message);
    else for (const listener of listeners) listener(message.method, message.params);
  });
  const call = (method: string, params: Params = {}, sessionId?: string) =>
    new Promise<Params>((resolve, reject) => {
      const id = ++lastId;
      answers.set(id, ({ result, error }) => {
        answers.delete(id);
        if (result) resolve(result);
        else reject(new Error(`${method}: ${JSON.stringify(error)}`));
      });
      socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  return { call, listeners, close: () => socket.close() };
};
