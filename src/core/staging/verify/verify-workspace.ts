import { basename, join } from 'node:path';
import type { VerifyProblem, VerifyStep } from '../../model/verification.ts';
import { CAPTURE_MIGRATIONS } from '../capture-schema.ts';
import { LIVE_FILE } from '../live/live-file.ts';
import { LIVE_MIGRATIONS } from '../live/live-schema.ts';
import { filesOfWorkspace, type WorkspaceFile } from '../remove-workspace.ts';
import { WORKSPACE_MIGRATIONS } from '../workspace-schema.ts';
import { lockHolder } from '../writer-lock.ts';
import { checkCapture, type ReadPage } from './check-capture.ts';
import { checkFile, type FileToCheck } from './check-file.ts';
import { checkLive } from './check-live.ts';
import { checkRuns, listedRuns, type ListedRun } from './check-runs.ts';
import { leftOvers } from './left-overs.ts';
import { openToOthers } from './open-to-others.ts';

const WORKSPACE_FILE = 'workspace.sqlite';
const CAPTURE = /^runs[\\/](?!.*\.provisional\.)(.+)\.sqlite$/;

/**
 * Checks all that is in a workspace's folder, and changes nothing. What is damaged is said, and the next file is looked at.
 * Files may come and go meanwhile. Tells progress, and the result last.
 */
export function* verifyWorkspace(
  folder: string,
  readPage: ReadPage,
): Generator<VerifyStep, void, void> {
  const workspace = basename(folder);
  // Files before runs: a run is entered before it has a file.
  const files = filesOfWorkspace(folder);
  const isAudited = lockHolder(folder) !== null;
  const problems: VerifyProblem[] = [];
  const databases = files.filter(
    ({ name }) => name === WORKSPACE_FILE || name === LIVE_FILE || CAPTURE.test(name),
  );
  const totalBytes = databases.reduce((sum, { bytes }) => sum + bytes, 0);
  let doneBytes = 0;
  let listed: readonly ListedRun[] | undefined;
  const check = function* (
    { name, bytes }: WorkspaceFile,
    deeper: Parameters<typeof checkFile>[1],
  ): Generator<VerifyStep, void, void> {
    for (const share of checkFile(toCheck(folder, name), deeper, problems))
      yield {
        kind: 'progress',
        workspace,
        file: name,
        doneBytes: Math.round(doneBytes + bytes * share),
        totalBytes,
      };
    doneBytes += bytes;
  };
  // The workspace file first, whatever the others are called.
  for (const file of databases.filter(({ name }) => name === WORKSPACE_FILE))
    yield* check(file, function* (db, found, schema) {
      listed = listedRuns(db, schema);
      yield* checkRuns(db, found, schema);
    });
  for (const file of databases.filter(({ name }) => name === LIVE_FILE))
    yield* check(file, checkLive);
  for (const file of databases.filter(({ name }) => CAPTURE.test(name)))
    yield* check(file, (db, found, schema) => checkCapture(db, found, schema, readPage));

  const captures = databases.flatMap(({ name }) => CAPTURE.exec(name)?.[1] ?? []);
  problems.push(
    ...(databases.some(({ name }) => name === WORKSPACE_FILE)
      ? []
      : missingWorkspaceFile(captures.length)),
    ...(listed === undefined ? [] : withoutPartner(listed, captures, isAudited)),
    ...leftOvers(files, isAudited),
    ...openToOthers(folder, files),
  );
  yield {
    kind: 'workspace',
    result: {
      name: workspace,
      sound: problems.every(({ severity }) => severity !== 'damage'),
      runs: listed?.length ?? 0,
      files: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      problems,
      removed: {
        pages: (listed ?? []).filter(({ hasNoPages }) => hasNoPages).length,
        findings: (listed ?? []).filter(({ isThinned }) => isThinned).length,
      },
    },
  };
}

function toCheck(folder: string, name: string): FileToCheck {
  const path = join(folder, name);
  if (name === LIVE_FILE) return { path, name, what: 'live', migrations: LIVE_MIGRATIONS };
  return name === WORKSPACE_FILE
    ? { path, name, what: 'workspace', migrations: WORKSPACE_MIGRATIONS }
    : { path, name, what: 'capture', migrations: CAPTURE_MIGRATIONS };
}

function missingWorkspaceFile(captures: number): VerifyProblem[] {
  if (captures === 0)
    return [
      {
        file: WORKSPACE_FILE,
        severity: 'warning',
        sentence:
          'It is not there: an audit was stopped before it began, and the folder holds no run. It can be deleted.',
      },
    ];
  return [
    {
      file: WORKSPACE_FILE,
      severity: 'damage',
      sentence: `It is not there, but ${captures} of its runs have left what they read: bring it back from a copy, or delete the folder if the workspace was being deleted.`,
    },
  ];
}

/** Runs without a capture file, and capture files without a run. */
function withoutPartner(
  runs: readonly ListedRun[],
  captures: readonly string[],
  isAudited: boolean,
): VerifyProblem[] {
  const without = runs.filter(({ id, hasNoPages }) => !hasNoPages && !captures.includes(id));
  const strangers = captures.filter((id) => !runs.some((run) => run.id === id));
  const inRuns = (id: string): string => join('runs', `${id}.sqlite`);
  return [
    ...without
      // One that begins this moment has none yet.
      .filter(({ isFinished }) => isFinished || !isAudited)
      .map(({ id, isFinished }) => ({
        file: inRuns(id),
        severity: 'warning' as const,
        sentence: isFinished
          ? `It is not there: the findings of run ${id} can be read and exported, but not be judged again, and both sides of a finding are not shown.`
          : `It is not there: run ${id} begins anew when it is gone on with by --resume.`,
      })),
    ...strangers.map((id) => ({
      file: inRuns(id),
      severity: 'warning' as const,
      sentence: 'It belongs to no run of this workspace: delete it if you do not need it.',
    })),
  ];
}
