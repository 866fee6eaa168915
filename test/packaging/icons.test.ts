import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { inflateSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { rootFolder } from '../../scripts/find-node.mjs';

const resources = join(rootFolder, 'resources');
const read = (name: string): Buffer => readFileSync(join(resources, name));

/** Width and height, and the picture's rows as they were before deflate. */
function decodePng(png: Buffer): { width: number; height: number; rows: Buffer } {
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    const type = png.toString('latin1', at + 4, at + 8);
    if (type === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const rows = inflateSync(Buffer.concat(parts));
  expect(rows.length).toBe(height * (width * 4 + 1));
  return { width, height, rows };
}

const PICTURES: readonly (readonly [string, number])[] = [
  ['icon.png', 1024],
  ['tray.png', 32],
  ['tray@2x.png', 64],
  ['trayTemplate.png', 16],
  ['trayTemplate@2x.png', 32],
  ...[16, 32, 48, 64, 128, 256, 512].map((size) => [`icons/${size}.png`, size] as const),
];

test.each(PICTURES)('%s has %i pixels each way', (name, size) => {
  expect(decodePng(read(name))).toMatchObject({ width: size, height: size });
});

test('Windows’ icon holds every size up to the one that installers need', () => {
  const ico = read('icon.ico');
  const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index;
    const offset = ico.readUInt32LE(at + 12);
    const { width } = decodePng(ico.subarray(offset, offset + ico.readUInt32LE(at + 8)));
    expect(ico[at]).toBe(width % 256);
    return width;
  });
  expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
});

test('macOS’ icon holds what its types promise', () => {
  const icns = read('icon.icns');
  expect(icns.toString('latin1', 0, 4)).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const sizes: Record<string, number> = {};
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    const png = icns.subarray(at + 8, at + icns.readUInt32BE(at + 4));
    sizes[icns.toString('latin1', at, at + 4)] = decodePng(png).width;
  }
  expect(sizes).toMatchObject({ ic11: 32, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 });
});

test('every picture that the window asks for is there', () => {
  const main = join(rootFolder, 'src/main');
  const sources = readdirSync(main).map((name) => readFileSync(join(main, name), 'utf8'));
  const asked = sources.flatMap((text) => text.match(/'[\w@]+\.(?:png|ico)'/g) ?? []);
  expect(asked.length).toBeGreaterThan(2);
  for (const name of asked) expect(read(name.slice(1, -1)).length, name).toBeGreaterThan(100);
});

test('the icons are what the script draws', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-icons-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const script = join(rootFolder, 'scripts/make-icons.mjs');
  expect(spawnSync(process.execPath, [script, folder]).status).toBe(0);
  const pngs = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.png'),
  );
  expect(pngs.map((name) => basename(name)).sort()).toContain('512.png');
  // Not byte for byte: another zlib may press the same picture otherwise.
  for (const name of pngs) {
    expect(decodePng(readFileSync(join(folder, name))), name).toEqual(decodePng(read(name)));
  }
});
