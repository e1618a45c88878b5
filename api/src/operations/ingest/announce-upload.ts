import { AppError } from "@throughline/shared/errors.ts";
import { fileKinds } from "@throughline/shared/feed.ts";
import type { PostUpload, Upload } from "@throughline/shared/upload-api.ts";
import type { Deps } from "../../deps.ts";
import { requireSettings } from "../site-settings.ts";
import { type FeedToken, noteTokenUse } from "./feed-tokens.ts";
import { keyOfUpload, makeFileId } from "./file-key.ts";
import { limitUnsent } from "./limit-unsent.ts";
import { newReport } from "./new-report.ts";

/** So long an upload's address takes its file. */
const GOOD_FOR_MS = 15 * 60_000;

/**
 * Takes note of a file that is going to be sent, and gives the address that takes it: its name is
 * new for ever. A token sends for its own feed. Throws `TOO_LARGE`,
 * `UNKNOWN_SITE`, `BAD_REQUEST`, or `RATE_LIMITED` where too much was announced and not sent.
 */
export const announceUpload = async (
  deps: Pick<Deps, "store" | "objects" | "now" | "randomId" | "signUpload" | "maxUploadBytes">,
  { site, upload, token, who, origin }: AnnouncedUpload,
): Promise<Upload> => {
  const { store, maxUploadBytes } = deps;
  await requireSettings(store, site);
  if (upload.size > maxUploadBytes) {
    throw new AppError("TOO_LARGE", { details: { maxBytes: maxUploadBytes } });
  }
  const feed = token?.feed ?? upload.feed ?? null;
  if (token && upload.feed !== undefined && upload.feed !== token.feed) {
    throw new AppError("FORBIDDEN");
  }
  const isNamedLikeKind = (fileKinds as readonly (string | null)[]).includes(feed);
  if (feed !== null && !isNamedLikeKind && !(await store.clinical.feeds.get(site, feed))) {
    throw new AppError("BAD_REQUEST", { details: { field: "feed", problem: "not a feed" } });
  }
  await limitUnsent(deps, site, who);
  const nowMs = deps.now();
  const fileId = makeFileId(nowMs, deps.randomId());
  const objectKey = keyOfUpload(site, fileId);
  const expiresMs = nowMs + GOOD_FOR_MS;
  const saved = await store.clinical.files.save(site, {
    report: newReport({
      fileId,
      name: upload.name,
      feed,
      size: upload.size,
      state: "awaited",
      sentBy: token ? "feed" : "staff",
      receivedAt: new Date(nowMs).toISOString(),
      asOf: upload.asOf ?? null,
      asOfFrom: upload.asOf === undefined ? null : "upload",
    }),
    objectKey,
    announcedBy: who,
    ...(token && { tokenId: token.id }),
    version: 0,
  });
  if (token) await noteTokenUse(deps, token);
  if (saved === "conflict") throw new Error("Two files have one name");
  const { size } = upload;
  const signed = await deps.signUpload({ site, fileId, key: objectKey, size, expiresMs, origin });
  return { fileId, method: "PUT", ...signed, expiresAt: new Date(expiresMs).toISOString() };
};

interface AnnouncedUpload {
  site: string;
  upload: PostUpload;
  /** What it was announced with, if not by staff. */
  token: FeedToken | undefined;
  /** By a name that opens nothing. */
  who: string;
  /** The address at which it was asked for. */
  origin: string;
}
