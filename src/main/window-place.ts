import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rectangle } from 'electron';
import { z } from 'zod';

/** Where the window stood last. */
export interface WindowPlace {
  readonly bounds: Partial<Rectangle> & { readonly width: number; readonly height: number };
  readonly isMaximized: boolean;
}

export const SMALLEST = { width: 800, height: 560 } as const;
const USUAL: WindowPlace = { bounds: { width: 1280, height: 800 }, isMaximized: false };
/** So much of the title bar must be on a display that a mouse can take hold of it. */
const GRIP = { width: 120, height: 24 } as const;

const coordinate = z.number().int().min(-100_000).max(100_000);
const size = z.number().int().min(1).max(100_000);
const stored = z.object({
  bounds: z.object({ x: coordinate, y: coordinate, width: size, height: size }),
  isMaximized: z.boolean(),
});

/**
 * The kept place if it can still be used, else the usual one in the middle of the screen.
 * @param areas work areas of the displays that are there now
 */
export function readPlace(folder: string, areas: readonly Rectangle[]): WindowPlace {
  const kept = read(folder);
  if (kept === null) return USUAL;
  const { x, y } = kept.bounds;
  const width = Math.max(kept.bounds.width, SMALLEST.width);
  const height = Math.max(kept.bounds.height, SMALLEST.height);
  const bounds = { x, y, width, height };
  // The display it stood on may be gone, or smaller than it was.
  const isWithin = areas.some((area) => isHeldBy(area, bounds));
  return { bounds: isWithin ? bounds : { width, height }, isMaximized: kept.isMaximized };
}

/** Not being able to keep it costs nothing that is worth a word. */
export function keepPlace(folder: string, place: WindowPlace): void {
  const file = join(folder, FILE);
  try {
    writeFileSync(`${file}.new`, JSON.stringify(place), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    return;
  }
}

const FILE = 'window.json';

function read(folder: string): z.infer<typeof stored> | null {
  try {
    return stored.parse(JSON.parse(readFileSync(join(folder, FILE), 'utf8')));
  } catch {
    return null;
  }
}

function isHeldBy(area: Rectangle, bounds: Rectangle): boolean {
  const left = Math.max(area.x, bounds.x);
  const right = Math.min(area.x + area.width, bounds.x + bounds.width);
  const isTopWithin = bounds.y >= area.y && bounds.y + GRIP.height <= area.y + area.height;
  return isTopWithin && right - left >= GRIP.width;
}
