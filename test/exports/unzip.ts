import { inflateRawSync } from 'node:zlib';

/**
 * Every file of a zip archive, in the order of its directory. A reader of our own: what wrote it must not be what proves
 * it. Reads archives without zip64 and encryption.
 */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0) throw new Error('There is no end of a zip archive.');
  const files = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error(`No entry at ${at}.`);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      bytes.readUInt16LE(at + offset),
    ) as [number, number, number];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const start = bytes.readUInt32LE(at + 42);
    const begin = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const packed = bytes.subarray(begin, begin + bytes.readUInt32LE(at + 20));
    const isStored = bytes.readUInt16LE(at + 10) === 0;
    if (files.has(name)) throw new Error(`${name} is there twice.`);
    files.set(name, isStored ? packed : inflateRawSync(packed));
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}

/** As `unzip`, archives inside it unpacked too: "workbook.xlsx/xl/workbook.xml". */
export function unzipAll(bytes: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const [name, content] of unzip(bytes)) {
    files.set(name, content);
    if (!name.endsWith('.xlsx')) continue;
    for (const [inner, part] of unzip(content)) files.set(`${name}/${inner}`, part);
  }
  return files;
}
