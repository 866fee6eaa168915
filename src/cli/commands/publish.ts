import { createAuditor, STORE_VARIABLE, type Auditor } from '../../core/auditor.ts';
import { Failure, isFailure } from '../../core/model/failure.ts';
import type { Publication } from '../../core/model/publication.ts';
import { STORED_OPTIONS } from '../arguments/audit-options.ts';
import { dataFolderOf } from '../arguments/data-folder.ts';
import { usage } from '../arguments/usage.ts';
import type { Command, CommandContext } from '../command.ts';
import { worstStatus } from '../daily/worst-status.ts';
import { EXIT, statusOfError } from '../exit-status.ts';
import { option } from '../option.ts';
import { sharedStore } from '../publish/shared-store.ts';
import { openStored } from '../stored.ts';
import { PROGRAM } from '../session.ts';
import { countOf } from '../words.ts';

export const publishCommand: Command = {
  name: 'publish',
  summary: 'copies results, without donor data, to a PostgreSQL that several machines share',
  options: [
    ...STORED_OPTIONS,
    option('all', 'every workspace of the data folder, one after another'),
    option('again', 'look in the store itself for what it has: it may have been restored'),
    option('pending', 'only list the runs that no store has yet; asks nothing'),
    option('json', 'as JSON'),
  ],
  notes: [
    `Where it is comes from ${STORE_VARIABLE} alone: postgresql://user:password@host:5432/database. It is never an argument and never printed with its password. To another machine the way is encrypted and the server proved, unless the address says otherwise (sslmode=…).`,
    'Published are runs, figures, tie-outs, coverage, and findings by ids, states, causes, amounts and days: no name, email, phone, note, evidence or value of a field. What is there already is not published again. While the variable is set, “tieout audit”, “recheck” and “daily” publish by themselves, and one process at a time spends a customer’s quota.',
    'Exit status: 0 all is there; 2 no address or a refused one; 3 the store could not be reached; the next time brings what is left.',
  ],
  run: publish,
};

/** One workspace and what came of it. */
interface Outcome {
  readonly workspace: string;
  readonly publication: Publication | null;
  readonly failure: Failure | null;
  /** Runs that no store has. */
  readonly pending: readonly string[];
}

async function publish(context: CommandContext): Promise<number> {
  const { args, terminal } = context;
  const isPendingOnly = args.has('pending');
  if (isPendingOnly && args.has('again'))
    throw usage('--pending and --again exclude each other: one asks nothing, the other publishes.');
  const address = isPendingOnly ? null : sharedStore(context);
  if (address === null && !isPendingOnly)
    throw usage(
      `There is no shared store: set ${STORE_VARIABLE}=postgresql://user:password@host:5432/database in the environment.`,
    );
  const { auditor, workspaces } = opened(context);
  try {
    const outcomes: Outcome[] = [];
    for (const workspace of workspaces) {
      const outcome = await ofOne(auditor, workspace, async () =>
        address === null
          ? null
          : auditor.publishing.publish(workspace, {
              address,
              isAgain: args.has('again'),
              signal: context.signal,
            }),
      );
      outcomes.push(outcome);
      if (!args.has('json')) await terminal.out(`${sentenceOf(outcome)}\n`);
      if (isFailure(outcome.failure, 'cancelled')) break;
    }
    if (args.has('json'))
      await terminal.out(`${JSON.stringify(asJson(address?.shown ?? null, outcomes), null, 2)}\n`);
    return worstStatus(
      outcomes.map(({ failure }) => (failure === null ? EXIT.ok : statusOfError(failure))),
    );
  } finally {
    auditor.close();
  }
}

function opened(context: CommandContext): { auditor: Auditor; workspaces: readonly string[] } {
  const { args, env, version } = context;
  if (!args.has('all')) {
    const { auditor, workspace } = openStored(context);
    return { auditor, workspaces: [workspace] };
  }
  if (args.has('workspace'))
    throw usage('--all goes through every workspace: leave --workspace out.');
  const auditor = createAuditor({ dataFolder: dataFolderOf(args, env), version, program: PROGRAM });
  return { auditor, workspaces: auditor.workspaces() };
}

/** One workspace's trouble is its own. */
async function ofOne(
  auditor: Auditor,
  workspace: string,
  work: () => Promise<Publication | null>,
): Promise<Outcome> {
  let [publication, failure]: [Publication | null, Failure | null] = [null, null];
  try {
    publication = await work();
    return { workspace, publication, failure, pending: auditor.publishing.pending(workspace) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failure = error;
    const pending = isFailure(error, 'storage') ? [] : auditor.publishing.pending(workspace);
    return { workspace, publication, failure, pending };
  }
}

function sentenceOf({ workspace, publication, failure, pending }: Outcome): string {
  if (failure !== null)
    return `${workspace}: not published. ${failure.message}${pending.length > 0 ? ` ${countOf(pending.length, 'run')} ${pending.length === 1 ? 'is' : 'are'} left.` : ''}`;
  if (publication === null)
    return pending.length === 0
      ? `${workspace}: every run is published.`
      : `${workspace}: ${countOf(pending.length, 'run')} ${pending.length === 1 ? 'is' : 'are'} not published yet: ${pending.join(', ')}`;
  const { runs, findings, open } = publication;
  const done =
    runs.length === 0
      ? 'nothing new'
      : `${countOf(runs.length, 'run')} with ${countOf(findings, 'finding')} published`;
  return `${workspace}: ${done}; ${countOf(open, 'finding')} ${open === 1 ? 'is' : 'are'} open.`;
}

function asJson(store: string | null, outcomes: readonly Outcome[]): object {
  return {
    store,
    workspaces: outcomes.map(({ workspace, publication, failure, pending }) => ({
      workspace,
      customerId: publication?.customerId ?? null,
      published: publication?.runs ?? [],
      findings: publication?.findings ?? 0,
      open: publication?.open ?? null,
      pending,
      failure: failure?.message ?? null,
    })),
  };
}
