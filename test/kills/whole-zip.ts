import { existsSync, readFileSync } from 'node:fs';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;

/** Whether a file is absent, or a zip whose directory of contents stands complete at its end: it is written last. */
export function isWholeZip(path: string): boolean {
  if (!existsSync(path)) return true;
  const bytes = readFileSync(path);
  const end = bytes.length - END_BYTES;
  if (end < 0 || bytes.readUInt32LE(end) !== END) return false;
  const entries = bytes.readUInt16LE(end + 10);
  const size = bytes.readUInt32LE(end + 12);
  let at = bytes.readUInt32LE(end + 16);
  if (entries === 0 || at + size !== end) return false;
  for (let n = 0; n < entries; n++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== ENTRY) return false;
    at += 46 + [28, 30, 32].reduce((sum, field) => sum + bytes.readUInt16LE(at + field), 0);
  }
  return at === end;
}
