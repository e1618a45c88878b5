import { uploadReportSchema, uploadSchema } from "@throughline/shared/upload-api.ts";
import { useEffect, useRef, useState } from "react";
import * as z from "zod/mini";
import { clinicalPath } from "../cache/clinical.ts";
import { requestAsStaff } from "../cache/session.ts";
import type { Failure } from "../cache/use-answer.ts";
import { formatBytes } from "./file-words.ts";
import { putFile } from "./put-file.ts";

export type SendingState =
  | { kind: "idle" }
  | { kind: "sending"; sentBytes: number }
  | { kind: "stopped" }
  /** `mayHaveArrived`: no answer came, neither to the file nor to the question about it. */
  | { kind: "failed"; failure: Failure; mayHaveArrived?: boolean };

/** What the statuses of a bucket mean; it has no codes of ours. */
const refusals: Record<number, string> = {
  0: "NO_CONNECTION",
  403: "UPLOAD_REFUSED",
  413: "TOO_LARGE",
};

/** A refusal that has more to say than its usual sentence. */
const told = (failure: Failure & { details?: Record<string, unknown> }): Failure => {
  const { status, code, details } = failure;
  const most = details?.maxBytes;
  if (code !== "TOO_LARGE" || typeof most !== "number") return failure;
  const message = `The file is larger than ${formatBytes(most)}, the most that is taken. Send it in parts, each with the header.`;
  return { status, code, message };
};

export interface Sending {
  state: SendingState;
  /** Sends it by a new address each time: one that was used up takes nothing more. */
  send: (file: File, about: { feed: string | null; asOf: string | null }) => Promise<void>;
  stop: () => void;
}

/** The way of a file to the server; `onSent` is told the name under which it is known there. */
export const useSending = (site: string, onSent: (fileId: string) => void): Sending => {
  const [state, setState] = useState<SendingState>({ kind: "idle" });
  const controller = useRef<AbortController>(null);
  useEffect(() => () => controller.current?.abort(), []);
  return {
    state,
    stop: () => controller.current?.abort(),
    send: async (file, { feed, asOf }) => {
      const current = new AbortController();
      controller.current = current;
      setState({ kind: "sending", sentBytes: 0 });
      const announced = await requestAsStaff(clinicalPath(site, "/uploads"), {
        method: "POST",
        body: {
          name: file.name,
          size: file.size,
          ...(feed !== null && { feed }),
          ...(asOf !== null && { asOf }),
        },
        read: (json) => z.parse(uploadSchema, json),
        signal: current.signal,
      });
      if (!announced.ok) {
        const stopped = announced.code === "CANCELLED";
        return setState(
          stopped ? { kind: "stopped" } : { kind: "failed", failure: told(announced) },
        );
      }
      const sent = await putFile({
        upload: announced.value,
        file,
        signal: current.signal,
        onProgress: (sentBytes) => setState({ kind: "sending", sentBytes }),
      });
      const { fileId } = announced.value;
      if (sent.kind !== "sent") {
        // It may have arrived, and only the answer not.
        const report = await requestAsStaff(clinicalPath(site, `/uploads/${fileId}`), {
          read: (json) => z.parse(uploadReportSchema, json),
        });
        const arrived = report.ok && report.value.state !== "awaited";
        if (sent.kind === "aborted" && !arrived) return setState({ kind: "stopped" });
        if (sent.kind === "failed" && !arrived) {
          const { status } = sent;
          return setState({
            kind: "failed",
            failure: { status, code: refusals[status] ?? "UNAVAILABLE" },
            mayHaveArrived: status === 0 && !report.ok,
          });
        }
      }
      setState({ kind: "idle" });
      onSent(fileId);
    },
  };
};
