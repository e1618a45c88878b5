import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { S3Client } from "@aws-sdk/client-s3";
import { isSameText } from "../../secret-text.ts";
import { closeServer } from "../close-server.ts";
import { BucketStore, requestHeaders } from "./bucket-store.ts";
import { encodeKey, type ObjectCreatedEvent } from "./object-events.ts";
import { S3Error, S3rver } from "./s3rver-parts.ts";

/** The bucket's name on one machine. */
export const BUCKET = "throughline";
const HOST = "127.0.0.1";
const LONGEST_REQUEST_MS = 30 * 60_000;

export interface EmbeddedS3 {
  client: S3Client;
  /** How programs of this machine reach it, by the key. */
  url: string;
  /** Lets requests finish and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts an embedded S3 with one bucket in `directory`. It listens to this machine alone, and to
 * nobody there who does not show `key`, as a bearer token or as the access key of AWS's tools.
 * `onCreated` is told of every object that appears under `prefix`, as S3 would tell it.
 */
export const startEmbeddedS3 = async ({
  directory,
  key,
  port = 0,
  prefix = "",
  now = Date.now,
  onCreated = () => {},
}: {
  directory: string;
  key: string;
  port?: number;
  prefix?: string;
  /** Epoch ms: by this clock objects were put. */
  now?: () => number;
  onCreated?: (event: ObjectCreatedEvent) => void;
}): Promise<EmbeddedS3> => {
  const store = new BucketStore(directory, BUCKET, now);
  await store.open();
  const s3rver = new S3rver({ directory, silent: true, vhostBuckets: false });
  s3rver.store = s3rver.context.store = store;
  s3rver.on("event", ({ Records: [record] }: ObjectCreatedEvent) => {
    const { object } = record.s3;
    if (!record.eventName.startsWith("ObjectCreated:") || !object.key.startsWith(prefix)) return;
    const encoded = { ...object, key: encodeKey(object.key) };
    onCreated({ Records: [{ ...record, s3: { ...record.s3, object: encoded } }] });
  });

  const answer = s3rver.callback();
  const server = createServer((request, response) => {
    const refusal = refuse(request, key);
    if (refusal) return sendRefusal(response, refusal);
    const headers = adapt(request);
    if (!headers) return sendRefusal(response, new S3Error("InvalidArgument", "No such source."));
    requestHeaders.run(headers, () => answer(request, response));
  });
  server.requestTimeout = LONGEST_REQUEST_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: HOST, port }, resolve);
  });
  const url = `http://${HOST}:${(server.address() as AddressInfo).port}`;
  const client = new S3Client({
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: key, secretAccessKey: "-" },
    forcePathStyle: true,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    // Failures are told by what is thrown; the client would print some of them beside.
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  });
  return {
    client,
    url,
    async close() {
      client.destroy();
      await closeServer(server);
      s3rver.logger.close();
    },
  };
};

const refuse = ({ headers }: IncomingMessage, key: string) => {
  const { authorization = "" } = headers;
  const shown = /^(?:Bearer\s+|AWS4-HMAC-SHA256\s+Credential=)([^\s/,]+)/.exec(authorization)?.[1];
  if (shown === undefined || !isSameText(shown, key)) {
    return new S3Error("AccessDenied", "Show the key that server.json holds.");
  }
  // Framed bodies would be stored with their frames.
  const framed = /^STREAMING-/.test(String(headers["x-amz-content-sha256"] ?? ""));
  if (framed || /aws-chunked/.test(headers["content-encoding"] ?? "")) {
    return new S3Error(
      "NotImplemented",
      "Set AWS_REQUEST_CHECKSUM_CALCULATION=when_required: checksums behind the body are unknown here.",
    );
  }
  return undefined;
};

const sendRefusal = (response: ServerResponse, refusal: InstanceType<typeof S3Error>) => {
  const body = refusal.toXML();
  response.writeHead(refusal.status, { "content-type": "application/xml", connection: "close" });
  response.end(body);
};

/** Makes of a request what s3rver understands; the answer is undefined for one that is none. */
const adapt = ({ method, headers }: IncomingMessage): IncomingHttpHeaders | undefined => {
  // s3rver knows nothing of the key, and takes who shows nothing for anybody.
  delete headers.authorization;
  // It would answer "not modified" and leave the file open.
  if (method === "GET") {
    delete headers["if-none-match"];
    delete headers["if-modified-since"];
  }
  const source = headers["x-amz-copy-source"];
  if (typeof source !== "string") return headers;
  try {
    // It decodes a source as an address, not as the text in an address.
    headers["x-amz-copy-source"] = encodeURI(decodeURIComponent(source));
    return headers;
  } catch {
    return undefined;
  }
};
