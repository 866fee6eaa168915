import { readRequest } from '../arguments/audit-request.ts';
import { AUDIT_OPTIONS } from '../arguments/audit-options.ts';
import { exportFiles } from '../arguments/export-files.ts';
import { callerFolder } from '../caller-folder.ts';
import type { Command, CommandContext } from '../command.ts';
import { EXIT } from '../exit-status.ts';
import { progressKind } from '../progress/progress.ts';
import { openSession } from '../session.ts';
import { tableLines } from '../table.ts';
import { countText, durationText } from '../words.ts';
import type { AuditPlan } from '../../core/auditor.ts';
import { PRODUCT_WORDS } from '../../core/model/record-type.ts';

export const planCommand: Command = {
  name: 'plan',
  summary: 'says what an audit would cost: calls, time, share of the quota; reads only the counts',
  options: AUDIT_OPTIONS,
  notes: [
    'Takes the arguments of "tieout audit", so that the same words can be planned and then run.',
  ],
  run: plan,
};

async function plan(context: CommandContext): Promise<number> {
  const { args, terminal, env, signal } = context;
  const request = readRequest(args, env);
  exportFiles(args, callerFolder(env));
  progressKind(args);
  const session = await openSession(context);
  try {
    const answer = await session.auditor.plan(session.link, request, signal);
    await terminal.out(
      args.has('json') ? `${JSON.stringify(answer, null, 2)}\n` : planText(answer),
    );
    return EXIT.ok;
  } finally {
    await session.close();
  }
}

function planText({ streams, products, countCalls, sentences }: AuditPlan): string {
  const lists = tableLines(
    [{ title: 'List' }, { title: 'records', align: 'right' }, { title: 'calls', align: 'right' }],
    streams.map(({ stream, records, calls }) => [
      nameOf(stream),
      records === null ? 'unknown' : countText(records),
      countText(calls),
    ]),
  );
  const costs = tableLines(
    [
      { title: 'Product' },
      { title: 'calls', align: 'right' },
      { title: 'time', align: 'right' },
      { title: 'hourly quota', align: 'right' },
      { title: 'share of it', align: 'right' },
    ],
    products.map(({ product, listingCalls, minutes, hourlyQuota, quotaShare }) => [
      PRODUCT_WORDS[product],
      countText(listingCalls),
      durationText(minutes * 60),
      hourlyQuota === null ? 'not told' : countText(hourlyQuota),
      quotaShare === null ? '–' : `${(quotaShare * 100).toFixed(1)} %`,
    ]),
  );
  const spent = `Counting took ${countText(countCalls.raise + countCalls.crm)} calls.`;
  return `${[...lists, '', ...costs, '', ...sentences, spent].join('\n')}\n`;
}

/** "raise.recurring_gifts" -> "Raise recurring gifts" */
function nameOf(stream: AuditPlan['streams'][number]['stream']): string {
  const [product, name = ''] = stream.split('.');
  return `${PRODUCT_WORDS[product === 'raise' ? 'raise' : 'crm']} ${name.replaceAll('_', ' ')}`;
}
