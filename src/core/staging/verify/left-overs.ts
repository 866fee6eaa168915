import { basename } from 'node:path';
import type { VerifyProblem } from '../../model/verification.ts';
import type { WorkspaceFile } from '../remove-workspace.ts';

/** What killed programs leave behind: provisional findings, with the copies they were made from, those of power tests, and unfinished exports. */
const LEFT_OVER =
  /\.provisional\.sqlite(\.rows|\.new)?$|\.power\.sqlite$|^\.tieout-export-.*\.part$/;

/** Files that nobody needs any more; those of an audit that goes on are in use. */
export function leftOvers(files: readonly WorkspaceFile[], isAudited: boolean): VerifyProblem[] {
  if (isAudited) return [];
  return files
    .filter(({ name }) => LEFT_OVER.test(basename(name)))
    .map(({ name }) => ({
      file: name,
      severity: 'warning',
      sentence: 'It was left by a program that was killed, and is harmless: it can be deleted.',
    }));
}
