import { headerReportSchema } from "@throughline/shared/header-report.ts";
import {
  feedsSchema,
  listedFeedSchema,
  newFeedTokenSchema,
  postUploadSchema,
  previewFeedSchema,
  putFeedSchema,
  uploadReportSchema,
  uploadSchema,
  uploadsSchema,
} from "@throughline/shared/upload-api.ts";
import { bodyErrors } from "./body-errors.ts";
import type { Endpoint } from "./endpoints.ts";

const site = { name: "site", required: false, description: "The site's code; `main` without it." };

/** Files of hospital systems, and the tokens that send them. */
export const uploadEndpoints: readonly Endpoint[] = [
  {
    method: "post",
    path: "/uploads",
    summary: "Announce a file, and get the address that takes it",
    description:
      "The address takes one file of exactly the announced size, once, for 15 minutes, by `PUT` with the headers that stand beside it and no sign-in. A feed's token (`Authorization: Bearer …`) announces files of its own feed. A sender with 200 announcements of the last hour whose files have not come is refused with `RATE_LIMITED`; after a day an announcement without a file is forgotten.",
    access: "sender",
    query: [site],
    request: { name: "PostUpload", schema: postUploadSchema },
    status: 201,
    response: { name: "Upload", schema: uploadSchema },
    errors: ["UNKNOWN_SITE", "INSECURE", "RATE_LIMITED", ...bodyErrors],
  },
  {
    method: "get",
    path: "/uploads",
    summary: "All files that came, the latest first",
    access: "staff",
    query: [
      site,
      { name: "cursor", required: false, description: "Of the page before." },
      { name: "limit", required: false, description: "Files a page, 200 at most; 50 without it." },
    ],
    response: { name: "Uploads", schema: uploadsSchema },
    errors: ["BAD_REQUEST", "UNKNOWN_SITE", "INSECURE"],
  },
  {
    method: "get",
    path: "/uploads/{id}",
    id: "getUpload",
    summary: "What became of a file",
    description:
      "Over when `state` is `done` or `failed`. A feed's token reads of its own feed's files.",
    access: "sender",
    query: [site],
    response: { name: "UploadReport", schema: uploadReportSchema },
    errors: ["NOT_FOUND", "UNKNOWN_SITE", "INSECURE"],
  },
  {
    method: "get",
    path: "/uploads/{id}/rejected.csv",
    summary: "The rows of a file that did not go in, to mend and send again",
    description:
      "The header and those rows as they came, in the file's own encoding, with the reason in a last column.",
    access: "staff",
    query: [site],
    response: { mediaType: "text/csv" },
    errors: ["NOT_FOUND", "UNKNOWN_SITE", "INSECURE"],
  },
  {
    method: "get",
    path: "/feeds",
    summary: "Every source of files, how it writes, and when its last good file came",
    access: "staff",
    query: [site],
    response: { name: "Feeds", schema: feedsSchema },
    errors: ["UNKNOWN_SITE", "INSECURE"],
  },
  {
    method: "put",
    path: "/feeds/{name}",
    summary: "Save what people set about a feed over the version that was read",
    description: "Version 0 makes a feed. Files that come meanwhile change no version.",
    access: "staff",
    query: [site],
    request: { name: "PutFeed", schema: putFeedSchema },
    response: { name: "ListedFeed", schema: listedFeedSchema },
    errors: ["NOT_FOUND", "UNKNOWN_SITE", "VERSION_CONFLICT", "INSECURE", ...bodyErrors],
  },
  {
    method: "post",
    path: "/feeds/preview",
    summary: "What the first bytes of a file would tell through a profile",
    description: "By the reader that takes files in. Nothing of it is kept.",
    access: "staff",
    query: [site],
    request: { name: "PreviewFeed", schema: previewFeedSchema },
    response: { name: "HeaderReport", schema: headerReportSchema },
    errors: ["UNKNOWN_SITE", "INSECURE", ...bodyErrors],
  },
  {
    method: "post",
    path: "/feeds/{name}/tokens",
    summary: "Make a token that sends files of a feed and does nothing else",
    description: "No later answer holds the token itself.",
    access: "staff",
    query: [site],
    status: 201,
    response: { name: "NewFeedToken", schema: newFeedTokenSchema },
    errors: ["BAD_REQUEST", "NOT_FOUND", "UNKNOWN_SITE", "INSECURE"],
  },
  {
    method: "delete",
    path: "/feeds/{name}/tokens/{id}",
    summary: "Revoke a token, at once",
    access: "staff",
    query: [site],
    status: 204,
    errors: ["NOT_FOUND", "UNKNOWN_SITE", "INSECURE"],
  },
];
