import type { AuditPlan } from '../core/auditor.ts';
import type { PlanAlternative, PlannedProduct, ReadingWay } from '../core/model/plan.ts';
import { PRODUCT_WORDS } from '../core/model/record-type.ts';
import { tableLines } from './table.ts';
import { countOf, countText, durationText } from './words.ts';

const WAYS: Readonly<Record<ReadingWay, string>> = {
  lists: 'page by page',
  single: 'id by id',
  record_by_record: 'record by record',
};

/** "Plan: 38 calls (Raise 17, CRM+ 21), about 30 s, 0.4 % of the hourly quota of CRM+; confirming comes on top." */
export function planSentence({ products }: AuditPlan): string {
  const calls = products.reduce((sum, { listingCalls }) => sum + listingCalls, 0);
  const each = products.map(
    ({ product, listingCalls }) => `${PRODUCT_WORDS[product]} ${countText(listingCalls)}`,
  );
  const minutes = Math.max(...products.map((product) => product.minutes));
  const shares = products.flatMap((planned) =>
    planned.quotaShare === null
      ? []
      : [`${shareText(planned)} of the hourly quota of ${PRODUCT_WORDS[planned.product]}`],
  );
  const costs = [`about ${durationText(minutes * 60)}`, ...shares].join(', ');
  return `Plan: ${countOf(calls, 'call')} (${each.join(', ')}), ${costs}; confirming comes on top.`;
}

/** The whole plan: lists, costs by product, and the ways that were weighed. */
export function planText(plan: AuditPlan): string {
  const { streams, products, alternatives, countCalls, sentences } = plan;
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
    products.map((planned) => [
      PRODUCT_WORDS[planned.product],
      countText(planned.listingCalls),
      durationText(planned.minutes * 60),
      planned.hourlyQuota === null ? 'not told' : countText(planned.hourlyQuota),
      planned.quotaShare === null ? '–' : shareText(planned),
    ]),
  );
  const uncounted = streams.flatMap(({ stream, note }) =>
    note === null ? [] : [`${nameOf(stream)} could not be counted: ${note}`],
  );
  const spent = countCalls.raise + countCalls.crm;
  const sections = [
    ...(streams.length === 0 ? [] : [lists]),
    costs,
    wayLines(alternatives),
    [
      ...uncounted,
      ...sentences,
      spent === 0 ? 'Nothing had to be counted.' : `Counting took ${countOf(spent, 'call')}.`,
    ],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function wayLines(alternatives: readonly PlanAlternative[]): string[] {
  return tableLines(
    [
      { title: 'Way' },
      { title: 'calls', align: 'right' },
      { title: 'time', align: 'right' },
      { title: '' },
    ],
    alternatives.map(({ way, calls, minutes, isChosen, why }) => [
      `${isChosen ? '→' : ' '} ${WAYS[way]}`,
      countText(calls.raise + calls.crm),
      durationText(minutes * 60),
      why,
    ]),
  );
}

function shareText({ quotaShare }: PlannedProduct): string {
  return `${((quotaShare ?? 0) * 100).toFixed(1)} %`;
}

/** "raise.recurring_gifts" -> "Raise recurring gifts" */
function nameOf(stream: AuditPlan['streams'][number]['stream']): string {
  const [product, name = ''] = stream.split('.');
  return `${PRODUCT_WORDS[product === 'raise' ? 'raise' : 'crm']} ${name.replaceAll('_', ' ')}`;
}
