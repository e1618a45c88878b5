/** Runs something later; the returned function calls it off. */
export type After = (ms: number, run: () => void) => () => void;

/** Packs bytes as gzip does. */
export type Gzip = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;

/** The part of the Web Locks API that the journal uses. */
export interface Locks {
  request<T>(name: string, options: { signal: AbortSignal }, work: () => Promise<T>): Promise<T>;
}

/** Everything outside that the journal depends on, so that a test can be any phone at any time. */
export interface Environment {
  /** Epoch ms by the device's wall clock. */
  wallMs(): number;
  /** Milliseconds that are never set back, counted from when `bootId` began. */
  monotonicMs(): number;
  /** Names this one document or worker. */
  bootId: string;
  /** The device's own IANA zone. */
  timeZone: string;
  randomBytes(count: number): Uint8Array;
  after: After;
  fetch: typeof globalThis.fetch;
  /** Undefined where the page is no secure context. */
  locks: Locks | undefined;
  /** Undefined where the browser cannot. */
  gzip: Gzip | undefined;
}

/** What this browser packs with; undefined before Chrome 80, Firefox 113 and Safari 16.4. */
export const browserGzip: Gzip | undefined =
  typeof CompressionStream === "undefined"
    ? undefined
    : async (bytes) => {
        const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
        return new Uint8Array(await new Response(packed).arrayBuffer());
      };

const toHex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The environment of this document or worker. */
export const browserEnvironment = (): Environment => {
  const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));
  return {
    wallMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    bootId: toHex(randomBytes(12)),
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
    randomBytes,
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    fetch: globalThis.fetch.bind(globalThis),
    locks: navigator.locks as Locks | undefined,
    gzip: browserGzip,
  };
};

/**
 * A new UUID, version 7 (RFC 9562, section 5.7): 48 bits of time, so that ids sort by when they
 * were made, and 74 random bits.
 */
export const newId = ({ wallMs, randomBytes }: Environment): string => {
  const bytes = randomBytes(16);
  let time = Math.max(0, Math.floor(wallMs()));
  for (let index = 5; index >= 0; index--) {
    bytes[index] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

/** A random number from 0 (included) to 1 (excluded). */
export const randomFraction = ({ randomBytes }: Environment): number =>
  randomBytes(4).reduce((sum, byte) => (sum + byte) / 256, 0);
