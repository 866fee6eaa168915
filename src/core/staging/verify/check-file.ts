import { Failure } from '../../model/failure.ts';
import type { ProblemSeverity, VerifyProblem } from '../../model/verification.ts';
import type { Db, Migration } from '../database.ts';
import { openUnchanged } from './open-unchanged.ts';

export type Found = (severity: ProblemSeverity, sentence: string) => void;

export interface FileToCheck {
  readonly path: string;
  /** As problems name it. */
  readonly name: string;
  readonly what: 'workspace' | 'capture' | 'live';
  readonly migrations: readonly Migration[];
}

/** Looks deeper into a file that SQLite finds whole; yields the share that is done, 0 to 1. */
export type Deeper = (db: Db, found: Found, schema: number) => Generator<number, void, void>;

/** What can be done about a file that is damaged. */
const ADVICE = {
  workspace: 'Bring it back from a copy, or move the workspace’s folder away and audit again.',
  capture:
    'Findings of a finished run stay readable, but it can’t be judged again or gone on with: bring the file back from a copy, or audit again.',
  live: 'What webhooks brought can’t be relied on: bring the file back from a copy, or move it away and listen anew; audits don’t need it.',
} as const;

/** A file that changes again and again is being written to, and then has the files beside it that a reader needs. */
const MOST_LOOKS = 5;

/**
 * Checks one SQLite file: SQLite's own checks, the references, the schema's version, then `deeper`; adds what it finds to
 * `problems`. Never throws for what is in the file. Yields the share that is done.
 */
export function* checkFile(
  file: FileToCheck,
  deeper: Deeper,
  problems: VerifyProblem[],
): Generator<number, void, void> {
  for (let look = 1; look <= MOST_LOOKS; look += 1) {
    const found: VerifyProblem[] = [];
    const isStill = yield* checkOnce(file, deeper, (severity, sentence) =>
      found.push({ file: file.name, severity, sentence }),
    );
    if (!isStill && look < MOST_LOOKS) continue;
    problems.push(...found);
    return;
  }
}

/** @returns whether what was found can be relied on */
function* checkOnce(
  file: FileToCheck,
  deeper: Deeper,
  found: Found,
): Generator<number, boolean, void> {
  // A mixture of two states may be nothing that SQLite can read at all.
  let isStill = (): boolean => true;
  try {
    const opened = openUnchanged(file.path);
    const { db } = opened;
    ({ isStill } = opened);
    try {
      // One moment for all questions, whoever writes meanwhile.
      db.exec('BEGIN');
      const schema = knownSchema(db, file, found);
      yield 0;
      if (schema !== null && isWhole(db, file, found)) yield* deeper(db, found, schema);
    } finally {
      db.close();
    }
    return isStill();
  } catch (error) {
    found('damage', sentenceFor(error, file));
    return isStill();
  }
}

/** The schema's version; null, and said why, if this program doesn't know it. */
function knownSchema(db: Db, { what, migrations }: FileToCheck, found: Found): number | null {
  const schema = Number(db.pragma('user_version', { simple: true }));
  const newest = migrations.at(-1)?.version ?? 0;
  if (schema > newest) {
    found(
      'damage',
      `It was made by a newer Tieout (schema ${schema}, this one knows ${newest}), so it could not be checked: update Tieout.`,
    );
    return null;
  }
  if (schema === 0 && db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined) {
    if (what === 'capture')
      found('warning', 'It is empty: its run was stopped before anything was read.');
    else found('damage', `It is empty. ${ADVICE[what]}`);
    return null;
  }
  if (!migrations.some((step) => step.version === schema)) {
    found('damage', `It is a database, but not one of Tieout's. ${ADVICE[what]}`);
    return null;
  }
  if (schema < newest)
    found(
      'warning',
      `It was made by an older Tieout (schema ${schema}, now ${newest}): it is brought up to date when it is next opened.`,
    );
  return schema;
}

/** SQLite's own checks. */
function isWhole(db: Db, { what }: FileToCheck, found: Found): boolean {
  const answers = db.pragma('integrity_check(100)') as { integrity_check: string }[];
  // One answer may hold many lines, under a title.
  const lines = answers.flatMap((row) => row.integrity_check.split('\n'));
  const [first = 'nothing', ...others] = lines.filter((line) => !line.startsWith('***'));
  if (first !== 'ok') {
    const more = others.length > 0 ? ` (and ${others.length} more)` : '';
    found('damage', `It is damaged; SQLite says: ${first}${more}. ${ADVICE[what]}`);
    return false;
  }
  const strays = db.pragma('foreign_key_check') as { table: string }[];
  for (const table of new Set(strays.map((stray) => stray.table))) {
    const count = strays.filter((stray) => stray.table === table).length;
    found(
      'damage',
      `${count} of the rows of its table ${table} belong to nothing that is there. ${ADVICE[what]}`,
    );
  }
  return true;
}

const SENTENCES: readonly (readonly [RegExp, (what: FileToCheck['what']) => string])[] = [
  [/^SQLITE_NOTADB|^SQLITE_CORRUPT/, (what) => `It is damaged and can’t be read. ${ADVICE[what]}`],
  [
    /^SQLITE_BUSY|^SQLITE_LOCKED/,
    () => 'Another program holds it, so it could not be checked: verify again when that has ended.',
  ],
  [
    /^SQLITE_CANTOPEN|^SQLITE_AUTH|^SQLITE_PERM|^EACCES|^EPERM|^ENOENT/,
    () => 'It can’t be opened: check its permissions, and that it is still there.',
  ],
  [
    /^SQLITE_FULL|^SQLITE_IOERR_SHMSIZE|^ENOSPC/,
    () => 'There is no room for what checking needs: free some disk space.',
  ],
  [/^SQLITE_IOERR/, (what) => `The disk doesn’t give it: check the disk. ${ADVICE[what]}`],
];

/** Never what is in the file: messages of JSON.parse quote it. */
function sentenceFor(error: unknown, { what }: FileToCheck): string {
  if (error instanceof Failure) return error.message;
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = SENTENCES.find(([codes]) => codes.test(code))?.[1];
  if (known !== undefined) return known(what);
  const name = code === '' && error instanceof Error ? error.name : code;
  return `It holds something that makes no sense (${name}), so it could not be checked to its end. ${ADVICE[what]}`;
}
