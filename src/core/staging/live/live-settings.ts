import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Failure } from '../../model/failure.ts';
import { USUAL_SCHEME } from '../../model/hook-scheme.ts';
import type { LiveSettings, LiveSettingsPatch } from '../../model/live-status.ts';
import { inTransaction, type Db } from '../database.ts';

const USUAL_KEEP_DAYS = 30;
const header = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/);
const scheme = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('hmac-sha256'),
    encoding: z.enum(['hex', 'base64']),
    header,
    prefix: z.string().max(40),
    timestampHeader: header.nullable(),
  }),
  z.object({ kind: z.literal('shared-token'), header }),
  z.object({ kind: z.literal('none') }),
]);
const path = z.string().regex(/^\/hook\/[\w-]{20,60}$/);
const settings = z.object({
  paths: z.object({ raise: path, crm: path }),
  schemes: z.object({ raise: scheme, crm: scheme }),
  limitMinutes: z.number().int().min(5).max(10_080),
  port: z.number().int().min(1).max(65_535).nullable(),
  // An earlier Tieout did not ask.
  keepBodyDays: z.number().int().min(1).max(3650).default(USUAL_KEEP_DAYS),
});

const NAME = 'live';
const SECRET_BYTES = 24;

/** The settings; those of a new file are drawn now and kept. @throws Failure storage */
export function liveSettings(db: Db): LiveSettings {
  const kept = read(db);
  if (kept !== null) return kept;
  const drawn: LiveSettings = {
    paths: { raise: drawPath(), crm: drawPath() },
    schemes: USUAL_SCHEME,
    limitMinutes: 60,
    port: null,
    keepBodyDays: USUAL_KEEP_DAYS,
  };
  return inTransaction(db, () => {
    db.prepare('INSERT OR IGNORE INTO setting VALUES (?, ?)').run([NAME, JSON.stringify(drawn)]);
    return read(db) ?? drawn;
  });
}

/** @throws Failure usage for a value that can't be one: then nothing is changed; storage */
export function changeLiveSettings(db: Db, patch: LiveSettingsPatch): LiveSettings {
  const before = liveSettings(db);
  const parsed = settings.safeParse({ ...before, ...patch, paths: before.paths });
  if (!parsed.success)
    throw new Failure(
      'usage',
      `This can't be a setting of webhooks: ${parsed.error.issues.map(({ path: at }) => at.join('.')).join(', ')}.`,
    );
  const after = parsed.data;
  inTransaction(db, () => {
    db.prepare('UPDATE setting SET value = ? WHERE name = ?').run([JSON.stringify(after), NAME]);
  });
  return after;
}

function read(db: Db): LiveSettings | null {
  const text: unknown = db
    .prepare<unknown[]>('SELECT value FROM setting WHERE name = ?')
    .pluck()
    .get([NAME]);
  return typeof text === 'string' ? settings.parse(JSON.parse(text)) : null;
}

function drawPath(): string {
  return `/hook/${randomBytes(SECRET_BYTES).toString('base64url')}`;
}
