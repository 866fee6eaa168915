import { readRecord } from '../arguments/records.ts';
import { readRequest } from '../arguments/audit-request.ts';
import { REACH_OPTIONS, REQUEST_OPTIONS } from '../arguments/audit-options.ts';
import { usage } from '../arguments/usage.ts';
import { checkText } from '../check-text.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { option, type Option } from '../option.ts';
import { openSession, type Session } from '../session.ts';
import type { QuickCheck, StoredRun } from '../../core/auditor.ts';
import type { Product } from '../../core/model/record-type.ts';
import { withLearnedLinks } from '../../engine/learned-links.ts';

const RULES = [
  'time-zone',
  'lag-hours',
  'link-source',
  'link-prefix',
  'date-tolerance-days',
  'amount-tolerance-minor',
  'include-test-mode',
];

const RULE_OPTIONS: readonly Option[] = REQUEST_OPTIONS.filter(({ name }) => RULES.includes(name));

export const checkCommand: Command = {
  name: 'check',
  operands: 'donor|gift|recurring-gift ID',
  operandCount: 2,
  summary: 'checks one record on both sides, in a few calls',
  options: [
    option('side', 'whose id it is: raise (default) or crm', 'SIDE'),
    option('json', 'as JSON'),
    ...REACH_OPTIONS,
    ...RULE_OPTIONS,
  ],
  notes: [
    'Link conventions come from --link-source, else from the workspace’s newest audit, else they are learned from a handful of records. Status 1 if the record asks for action, 3 if a side could not be read.',
  ],
  run: check,
};

async function check(context: CommandContext): Promise<number> {
  const { args, terminal, signal, env } = context;
  const [type, id] = args.operands;
  if (type === undefined || id === undefined)
    throw usage('Say which record: tieout check donor|gift|recurring-gift ID.');
  const recordType = readRecord(type, 'The record type');
  if (!/^\d{1,19}$/.test(id)) throw usage('The ID of a record is a whole number.');
  const side = sideOf(args.one('side') ?? 'raise');
  const rules = readRequest(args, env);
  const session = await openSession(context);
  try {
    const result = await session.auditor.check(session.link, {
      recordType,
      id: BigInt(id).toString(),
      side,
      rules: withLearnedLinks(rules, recordType, runsOf(session)),
      signal,
    });
    await terminal.out(
      args.has('json')
        ? `${JSON.stringify(result, null, 2)}\n`
        : checkText(result, { id, side }, terminal.paint),
    );
    return statusOf(result);
  } finally {
    await session.close();
  }
}

/** Of a customer that was never audited there are none. */
function runsOf({ auditor, workspace }: Session): readonly StoredRun[] {
  return auditor.workspaces().includes(workspace) ? auditor.runs(workspace) : [];
}

function statusOf({ finding, gap }: QuickCheck): number {
  if (gap !== null) return EXIT.notVerified;
  if (finding === null) return EXIT.ok;
  if (finding.cause === 'sign_in_refused') return EXIT.refused;
  if (
    finding.state === 'unreadable' ||
    finding.state === 'crm_unreachable' ||
    finding.state === 'raise_unreachable'
  )
    return EXIT.notVerified;
  return finding.actionable ? EXIT.findings : EXIT.ok;
}

function sideOf(text: string): Product {
  if (text === 'raise' || text === 'crm') return text;
  throw usage('--side is raise or crm.');
}
