import { createHmac } from "node:crypto";
import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { AppError } from "@throughline/shared/errors.ts";
import type { Hono } from "hono";
import type { Deps, SignUpload } from "../../deps.ts";
import { keyOfUpload } from "../../operations/ingest/file-key.ts";
import { receiveUpload } from "../../operations/ingest/receive-upload.ts";
import { requirePrivate } from "../../routes/private-gate.ts";
import { isSameText } from "../../secret-text.ts";

const PATH = "/uploads";

/** Addresses of this server that take one file each: signed, since who sends needs no sign-in. */
export interface UploadAddresses {
  sign: SignUpload;
  /** Whether this server signed that a file of so many bytes may be put until then. */
  isSigned(claim: UploadClaim, signature: string): boolean;
}

interface UploadClaim {
  key: string;
  size: number;
  expiresMs: number;
}

export const createUploadAddresses = (secret: string | Uint8Array): UploadAddresses => {
  const sign = ({ key, size, expiresMs }: UploadClaim) =>
    createHmac("sha256", secret)
      .update(JSON.stringify(["PUT", key, size, expiresMs]))
      .digest("base64url");
  return {
    async sign({ site, fileId, key, size, expiresMs, origin }) {
      const signature = sign({ key, size, expiresMs });
      const query = new URLSearchParams({
        size: String(size),
        expires: String(expiresMs),
        signature,
      });
      return { url: `${origin}${PATH}/${site}/${fileId}?${query}`, headers: {} };
    },
    isSigned: (claim, signature) => isSameText(sign(claim), signature),
  };
};

/** Adds the route that takes the files: by its signature alone, and into the bucket as they come. */
export const addUploadRoute = (
  app: Hono,
  deps: Pick<Deps, "store" | "objects" | "now" | "isPrivate">,
  addresses: UploadAddresses,
): void => {
  app.put(`${PATH}/:site/:fileId`, requirePrivate(deps), async (c) => {
    const { site, fileId } = c.req.param();
    const { size = "", expires = "", signature = "" } = c.req.query();
    const claim = {
      key: keyOfUpload(site, fileId),
      size: Number(size),
      expiresMs: Number(expires),
    };
    if (!addresses.isSigned(claim, signature)) throw refuse("not signed");
    if (deps.now() >= claim.expiresMs) throw refuse("expired");
    if (c.req.header("content-length") !== String(claim.size)) {
      throw refuse("not as large as announced");
    }
    const body = c.req.raw.body;
    if (!body) throw refuse("empty");
    const upload = { site, fileId, size: claim.size };
    await receiveUpload(deps, upload, Readable.fromWeb(body as WebStream<Uint8Array>));
    return c.body(null);
  });
};

const refuse = (problem: string) => new AppError("UPLOAD_REFUSED", { details: { problem } });
