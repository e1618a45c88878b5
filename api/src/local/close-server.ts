import type { Server } from "node:http";

const LONGEST_REQUEST_MS = 10_000;

/** Accepts nothing more, lets requests finish (10 s at most), and frees the port. */
export const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    // A connection whose last request has just been answered would be kept open otherwise.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const late = setTimeout(() => server.closeAllConnections(), LONGEST_REQUEST_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(late);
      resolve();
    });
  });
