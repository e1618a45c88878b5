import type { Locks } from "../src/journal/environment.ts";
import type { Page } from "./page.ts";

/** The Web Locks of one phone: one holder at a time, who keeps it even when it is frozen. */
export interface PhoneLocks {
  of(page: Page): Locks;
}

interface Request {
  page: Page;
  grant: () => void;
}

export const createPhoneLocks = (): PhoneLocks => {
  let holder: Request | undefined;
  let queue: Request[] = [];

  const grantNext = () => {
    holder = queue.shift();
    holder?.grant();
  };
  const release = (request: Request) => {
    if (holder === request) grantNext();
  };

  return {
    of: (page) => {
      page.whenItDies(() => {
        queue = queue.filter((request) => request.page !== page);
        if (holder?.page === page) grantNext();
      });
      return {
        request: <T>(_name: string, { signal }: { signal: AbortSignal }, work: () => Promise<T>) =>
          new Promise<T>((resolve, reject) => {
            const request: Request = {
              page,
              grant: () =>
                page.later(0, "gets the lock", () => {
                  work()
                    .then(resolve, reject)
                    .finally(() => release(request));
                }),
            };
            signal.addEventListener("abort", () => {
              if (!queue.includes(request)) return;
              queue = queue.filter((other) => other !== request);
              reject(new DOMException("", "AbortError"));
            });
            queue.push(request);
            if (!holder) grantNext();
          }),
      };
    },
  };
};
