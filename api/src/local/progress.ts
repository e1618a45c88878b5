export interface Progress {
  /** `share` is 0 to 1. */
  show(share: number, text: string): void;
  /** Makes room for other lines. */
  clear(): void;
}

const WIDTH = 30;

/** A bar that is drawn over on a terminal; elsewhere a plain line for every tenth. */
export const createProgress = (stream: {
  isTTY?: boolean;
  write(text: string): unknown;
}): Progress => {
  let tenths = 0;
  return {
    show(share, text) {
      const percent = `${Math.floor(share * 100)} %`;
      if (stream.isTTY) {
        const filled = Math.round(share * WIDTH);
        const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
        stream.write(`\r\x1b[2K${bar} ${percent}  ${text}`);
      } else if (Math.floor(share * 10) > tenths) {
        tenths = Math.floor(share * 10);
        stream.write(`${percent}  ${text}\n`);
      }
    },
    clear() {
      if (stream.isTTY) stream.write("\r\x1b[2K");
    },
  };
};
