import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Auditor } from '../../core/auditor.ts';
import type { AuditReport } from '../../core/model/report.ts';
import { fileName } from '../../engine/file-name.ts';
import { usage } from '../arguments/usage.ts';
import { callerPath } from '../caller-folder.ts';
import type { CommandContext } from '../command.ts';

/** A workbook for each workspace, in one folder. */
export interface OwnFiles {
  /** @returns where it lies @throws Failure storage, cancelled */
  write(auditor: Auditor, report: AuditReport, signal: AbortSignal): Promise<string>;
}

/** The folder of --export-each; null if none is named. @throws Failure usage */
export function ownFiles({ args, env }: CommandContext): OwnFiles | null {
  const named = args.one('export-each');
  if (named === undefined) return null;
  const folder = callerPath(named, env);
  if (!isFolder(folder))
    throw usage(`--export-each: there is no folder ${folder}: create it first.`);
  const isMasked = args.has('masked');
  const taken = new Set<string>();
  return {
    write: async (auditor, report, signal) => {
      const path = join(folder, freeName(report, isMasked, taken));
      await auditor.export(report, path, { signal, isMasked });
      return path;
    },
  };
}

/** The file of --summary; null if none is named. @throws Failure usage */
export function summaryFile({ args, env }: CommandContext): string | null {
  const named = args.one('summary');
  if (named === undefined) return null;
  const path = callerPath(named, env);
  if (!path.toLowerCase().endsWith('.xlsx'))
    throw usage('--summary writes a workbook: give the name of a .xlsx file.');
  if (!isFolder(dirname(path)))
    throw usage(`--summary: there is no folder ${dirname(path)}: create it first.`);
  return path;
}

/** "A B" and "A-B" are two customers, whose files must not take each other's place. */
function freeName({ run }: AuditReport, isMasked: boolean, taken: Set<string>): string {
  const day = run.parameters.to ?? run.asOfUtc.slice(0, 10);
  const base = `${fileName(run.workspace)}-${day}${isMasked ? '-masked' : ''}`;
  let name = `${base}.xlsx`;
  for (let number = 2; taken.has(name); number += 1) name = `${base}-${number}.xlsx`;
  taken.add(name);
  return name;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
