import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createAuditor } from '../../core/auditor.ts';
import type { VerifiedWorkspace, VerifyProblem } from '../../core/model/verification.ts';
import { STORED_OPTIONS } from '../arguments/audit-options.ts';
import { dataFolderOf } from '../arguments/data-folder.ts';
import { usage } from '../arguments/usage.ts';
import { namedWorkspace } from '../arguments/workspace-name.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { option } from '../option.ts';
import { PROGRAM } from '../session.ts';
import { onOneLine } from '../terminal.ts';
import { bytesText, countOf } from '../words.ts';

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'checks every file of the data folder, and changes none',
  options: [
    ...STORED_OPTIONS.filter(({ name }) => name !== 'workspace'),
    option('workspace', 'only this customer’s workspace (default: all)', 'NAME'),
    option('json', 'as JSON (tieout.verify/1)'),
  ],
  notes: [
    'Looks at SQLite’s own structure, at each run’s findings against their digest, counts and tie-out, and at what each run read against its checkpoints. Works while an audit runs. Status 3 if anything is damaged.',
  ],
  run: verify,
};

/** Files that take more than a moment are named before they are looked at. */
const LARGE_BYTES = 100_000_000;

async function verify({ args, env, terminal, signal, version }: CommandContext): Promise<number> {
  const dataFolder = dataFolderOf(args, env);
  const workspace = namedWorkspace(args);
  if (!existsSync(dataFolder))
    throw usage(
      `There is no data folder ${dataFolder} yet: run "tieout audit" first, or name another with --data-dir.`,
    );
  const isJson = args.has('json');
  const results: VerifiedWorkspace[] = [];
  let beside: readonly VerifyProblem[] = [];
  let told = '';
  const auditor = createAuditor({ dataFolder, version, program: PROGRAM });
  for await (const step of auditor.verify({ workspace, signal })) {
    if (step.kind === 'progress') {
      const file = join(step.workspace, step.file);
      if (step.totalBytes >= LARGE_BYTES && file !== told) terminal.note(`Checking ${file} …`);
      told = file;
    } else if (step.kind === 'workspace') {
      results.push(step.result);
      if (!isJson) await terminal.out(workspaceText(step.result, terminal.paint));
    } else {
      beside = step.problems;
    }
  }
  if (results.length === 0 && !isJson)
    await terminal.out(`There is no workspace in ${dataFolder} yet.\n`);
  if (isJson) {
    const answer = { format: 'tieout.verify/1', workspaces: results, problems: beside };
    await terminal.out(`${JSON.stringify(answer, null, 2)}\n`);
  } else await terminal.out(problemLines('', beside, terminal.paint));
  const isDamaged =
    results.some(({ sound }) => !sound) || beside.some(({ severity }) => severity === 'damage');
  return isDamaged ? EXIT.notVerified : EXIT.ok;
}

type Paint = CommandContext['terminal']['paint'];

function workspaceText(result: VerifiedWorkspace, paint: Paint): string {
  const { name, sound, runs, files, bytes, problems, removed } = result;
  const damages = problems.filter(({ severity }) => severity === 'damage').length;
  const mark = sound ? paint('✓', 'green') : paint('✗', 'red');
  const verdict = sound ? 'sound' : countOf(damages, 'damage');
  const holds = [countOf(runs, 'run'), countOf(files, 'file'), bytesText(bytes)].join(', ');
  return `${mark} ${onOneLine(name)}: ${holds}, ${verdict}\n${removedLine(removed)}${problemLines(join('workspaces', name), problems, paint)}`;
}

/** What is not there because somebody wants it so. */
function removedLine({ pages, findings }: VerifiedWorkspace['removed']): string {
  const parts = [
    ...(pages > 0 ? [`what ${countOf(pages, 'run')} read`] : []),
    ...(findings > 0 ? [`findings of ${countOf(findings, 'run')} that were seen again later`] : []),
  ];
  return parts.length === 0
    ? ''
    : `  Removed as its setting "keep" says, which is no fault: ${parts.join(', and ')}.\n`;
}

/** Each problem with its file, as it is called from the data folder; the damages first. */
function problemLines(folder: string, problems: readonly VerifyProblem[], paint: Paint): string {
  const isDamage = ({ severity }: VerifyProblem): boolean => severity === 'damage';
  const inOrder = [...problems.filter(isDamage), ...problems.filter((one) => !isDamage(one))];
  return inOrder
    .map((problem) => {
      const mark = isDamage(problem) ? paint('✗', 'red') : paint('!', 'yellow');
      return `  ${mark} ${onOneLine(`${join(folder, problem.file)}: ${problem.sentence}`)}\n`;
    })
    .join('');
}
