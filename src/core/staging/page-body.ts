import { promisify } from 'node:util';
import { deflateRaw, deflateRawSync, inflateRawSync, type ZlibOptions } from 'node:zlib';

const deflate = promisify<Uint8Array, ZlibOptions, Buffer>(deflateRaw);
/** Of JSON the higher levels save little more. Output in few pieces: each is a turn of its own. */
const OPTIONS = { level: 1, chunkSize: 256 * 1024 };
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** A page's bytes as they are stored; made on a thread of its own, so that another list goes on meanwhile. */
export function packBody(body: Uint8Array): Promise<Buffer> {
  return deflate(body, OPTIONS);
}

/** A short text as it is stored. */
export function packText(text: string): Buffer {
  return deflateRawSync(text, OPTIONS);
}

/** @throws Error for bytes that were not stored so */
export function unpackText(packed: Uint8Array): string {
  return UTF8.decode(inflateRawSync(packed));
}
