import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** Text in as few bytes as deflate makes of it: what is read often is paid for by its size. */
export const compress = (text: string): Promise<Uint8Array> =>
  deflate(Buffer.from(text), { level: 9, memLevel: 9 });

export const decompress = async (bytes: Uint8Array): Promise<string> =>
  (await inflate(bytes)).toString();
