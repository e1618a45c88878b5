/** The few types of a browser that the journal names and Node's own types lack. */
interface BroadcastChannel {
  addEventListener(type: "message", listener: () => void): void;
  postMessage(message: unknown): void;
}

interface IDBTransaction {
  abort(): void;
}
