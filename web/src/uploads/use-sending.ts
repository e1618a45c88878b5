import { uploadSchema } from "@throughline/shared/upload-api.ts";
import { useEffect, useRef, useState } from "react";
import * as z from "zod/mini";
import { clinicalPath } from "../cache/clinical.ts";
import { requestAsStaff } from "../cache/session.ts";
import type { Failure } from "../cache/use-answer.ts";
import { putFile } from "./put-file.ts";

export type SendingState =
  | { kind: "idle" }
  | { kind: "sending"; sentBytes: number }
  | { kind: "stopped" }
  | { kind: "failed"; failure: Failure };

/** What the statuses of a bucket mean; it has no codes of ours. */
const refusals: Record<number, string> = {
  0: "NO_CONNECTION",
  403: "UPLOAD_REFUSED",
  413: "TOO_LARGE",
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
        return setState(stopped ? { kind: "stopped" } : { kind: "failed", failure: announced });
      }
      const sent = await putFile({
        upload: announced.value,
        file,
        signal: current.signal,
        onProgress: (sentBytes) => setState({ kind: "sending", sentBytes }),
      });
      if (sent.kind === "aborted") return setState({ kind: "stopped" });
      if (sent.kind === "failed") {
        const { status } = sent;
        return setState({
          kind: "failed",
          failure: { status, code: refusals[status] ?? "UNAVAILABLE" },
        });
      }
      setState({ kind: "idle" });
      onSent(announced.value.fileId);
    },
  };
};
