// node scripts/run.mjs scripts/make-icons.mjs [folder]
//
// Draws all icons of the application into resources/ (or another folder). They are kept in the repository, so this
// is run only after the mark has changed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rootFolder } from './find-node.mjs';
import { toIcns, toIco, toPng } from './icon-files.mjs';
import { drawIcon, drawTemplate } from './icon-mark.mjs';

const folder = resolve(process.argv[2] || join(rootFolder, 'resources'));
/** macOS draws icons on a grid: 824 of 1024 pixels, the rest is room for their shadow. */
const macMargin = (32 * (1024 / 824) - 32) / 2;

/** @param {number} size */
const png = (size) => toPng(size, drawIcon(size));
/** @param {string} name @param {Buffer} content */
const write = (name, content) => writeFileSync(join(folder, name), content);

mkdirSync(join(folder, 'icons'), { recursive: true });
// The window and, by their sizes, the desktops of Linux.
write('icon.png', png(1024));
for (const size of [16, 32, 48, 64, 128, 256, 512]) write(`icons/${size}.png`, png(size));
write(
  'icon.icns',
  toIcns((size) => toPng(size, drawIcon(size, macMargin))),
);
write('icon.ico', toIco([16, 24, 32, 48, 64, 128, 256].map((size) => ({ size, png: png(size) }))));
// Beside the clock; "@2x" is found by its name on denser screens.
write('tray.png', png(32));
write('tray@2x.png', png(64));
write('trayTemplate.png', toPng(16, drawTemplate(16)));
write('trayTemplate@2x.png', toPng(32, drawTemplate(32)));
