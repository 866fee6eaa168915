// The three file formats of icons, written by hand: PNG, and Windows' and macOS' boxes of PNGs.
import { deflateSync } from 'node:zlib';

/** @typedef {{ readonly size: number, readonly png: Buffer }} Entry */

/**
 * @param {number} size width and height in pixels
 * @param {Uint8Array} pixels RGBA
 */
export function toPng(size, pixels) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits, RGBA, no interlace
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(filterUp(size, pixels), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * Each row as its difference from the one above it: flat shapes become zeros.
 * @param {number} size
 * @param {Uint8Array} pixels
 */
function filterUp(size, pixels) {
  const stride = size * 4;
  const out = Buffer.alloc((stride + 1) * size);
  for (let row = 0; row < size; row++) {
    out[row * (stride + 1)] = 2;
    for (let index = 0; index < stride; index++) {
      const here = pixels[row * stride + index] || 0;
      const above = row === 0 ? 0 : pixels[(row - 1) * stride + index] || 0;
      out[row * (stride + 1) + 1 + index] = (here - above) & 255;
    }
  }
  return out;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** @param {Buffer} bytes */
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/**
 * Windows' icon.
 * @param {readonly Entry[]} entries up to 256 pixels
 */
export function toIco(entries) {
  const head = Buffer.alloc(6 + 16 * entries.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(entries.length, 4);
  let offset = head.length;
  entries.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    head[at] = head[at + 1] = size === 256 ? 0 : size;
    head.writeUInt16LE(1, at + 4); // planes
    head.writeUInt16LE(32, at + 6); // bits
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...entries.map(({ png }) => png)]);
}

/**
 * Types that hold a PNG. The oldest ones (16, 32 and 48 pixels at normal density) do not, everywhere: macOS then
 * scales the double ones down.
 * @type {readonly (readonly [string, number])[]}
 */
export const icnsTypes = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

/**
 * macOS' icon.
 * @param {(size: number) => Buffer} pngOf
 */
export function toIcns(pngOf) {
  const parts = icnsTypes.map(([type, size]) => icnsPart(type, pngOf(size)));
  return icnsPart('icns', Buffer.concat(parts));
}

/** @param {string} type @param {Buffer} data */
function icnsPart(type, data) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(head.length + data.length, 4);
  return Buffer.concat([head, data]);
}
