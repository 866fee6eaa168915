import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { preferences, type Preferences } from '../contract/app.ts';
import { Failure } from '../core/model/failure.ts';

/** How the person likes the application; nothing of a customer. A damaged file means the usual preferences. */
export function openPreferences(dataFolder: string): {
  get(): Preferences;
  change(patch: Partial<Preferences>): Preferences;
} {
  const path = join(dataFolder, 'preferences.json');
  let current = read(path);
  return {
    get: () => current,
    change: (patch) => {
      const changed = preferences.parse({ ...current, ...patch });
      write(dataFolder, path, JSON.stringify(changed));
      current = changed;
      return current;
    },
  };
}

function write(dataFolder: string, path: string, text: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    writeFileSync(`${path}.new`, text, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch (error) {
    rmSync(`${path}.new`, { force: true });
    const sentence =
      'The preferences can’t be written: check the disk and the data folder’s permissions.';
    throw new Failure('storage', `${sentence} (${path})`, {}, error);
  }
}

function read(path: string): Preferences {
  try {
    return preferences.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return preferences.parse({});
  }
}
