import type { Upload } from "@throughline/shared/upload-api.ts";

export type Sent =
  | { kind: "sent" }
  | { kind: "aborted" }
  /** `status` 0: no answer came. */
  | { kind: "failed"; status: number };

interface Options {
  upload: Upload;
  file: Blob;
  onProgress: (sentBytes: number) => void;
  signal: AbortSignal;
}

/** Sends a file to the address that was made for it; only this kind of request tells its progress. */
export const putFile = ({ upload, file, onProgress, signal }: Options): Promise<Sent> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(upload.method, upload.url);
    for (const [name, value] of Object.entries(upload.headers)) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      const { status } = request;
      resolve(status >= 200 && status < 300 ? { kind: "sent" } : { kind: "failed", status });
    };
    request.onerror = () => resolve({ kind: "failed", status: 0 });
    request.onabort = () => resolve({ kind: "aborted" });
    signal.addEventListener("abort", () => request.abort());
    if (signal.aborted) resolve({ kind: "aborted" });
    else request.send(file);
  });
