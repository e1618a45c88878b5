import type { FileReport } from "@throughline/shared/file-report.ts";
import { expect, vi } from "vitest";
import { readServerFile } from "../data-folder.ts";
import type { ProductProcess } from "./product-process.ts";

/** What a hospital's systems and its staff do with a running product, by HTTP alone. */
export const createFileSender = ({ url, token }: Pick<ProductProcess, "url" | "token">) => {
  const api = `${url}/api/v1`;
  const staff = { "x-throughline-token": token };

  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const answer = await fetch(`${api}${path}`, { headers: staff, ...init });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const read = (fileId: string, headers: Record<string, string> = staff) =>
    ask<FileReport>(`/uploads/${fileId}`, { headers });

  return {
    ask,
    read,

    /** A token of a feed. */
    async makeToken(feed: string): Promise<string> {
      return (await ask<{ token: string }>(`/feeds/${feed}/tokens`, { method: "POST" })).token;
    },

    /** Announces a file with a feed's token and puts it where it is told to; gives its id. */
    async send(feedToken: string, name: string, text: string, asOf?: string): Promise<string> {
      const bytes = Buffer.from(text);
      const { fileId, url: address } = await ask<{ fileId: string; url: string }>("/uploads", {
        method: "POST",
        headers: { authorization: `Bearer ${feedToken}`, "content-type": "application/json" },
        body: JSON.stringify({ name, size: bytes.length, ...(asOf && { asOf }) }),
      });
      const put = await fetch(address, { method: "PUT", body: bytes });
      expect(put.status).toBe(200);
      return fileId;
    },

    /** Waits until a file is taken in, one way or the other. */
    async finished(fileId: string, feedToken?: string): Promise<FileReport> {
      const headers = feedToken ? { authorization: `Bearer ${feedToken}` } : staff;
      return vi.waitUntil(
        async () => {
          const report = await read(fileId, headers);
          return /^(done|failed)$/.test(report.state) && report;
        },
        { timeout: 300_000, interval: 50 },
      );
    },

    /** Puts a file straight into the bucket, and waits until it is taken in. */
    async drop(data: string, key: string, text: string): Promise<FileReport> {
      const bucket = readServerFile(data)?.bucket;
      if (!bucket) throw new Error("There is no bucket");
      const put = await fetch(`${bucket.url}/${bucket.name}/${key}`, {
        method: "PUT",
        headers: { authorization: `Bearer ${bucket.key}` },
        body: text,
      });
      expect(put.status).toBe(200);
      const name = key.slice(key.lastIndexOf("/") + 1);
      return vi.waitUntil(
        async () => {
          const { files } = await ask<{ files: FileReport[] }>("/uploads");
          return files.find((file) => file.name === name && /^(done|failed)$/.test(file.state));
        },
        { timeout: 300_000, interval: 50 },
      );
    },
  };
};
