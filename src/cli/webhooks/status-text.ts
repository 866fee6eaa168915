import type { LiveStatus } from '../../core/model/live-status.ts';
import { PRODUCT_WORDS, type Product } from '../../core/model/record-type.ts';
import { proofText } from './proof.ts';

const count = (value: number): string => value.toLocaleString('en-US');

/** What is known of a workspace's webhooks, for people. Nothing is called missing that was not read directly. */
export function statusText(workspace: string, status: LiveStatus): string {
  const { rows, settings, listener } = status;
  const limit = settings.limitMinutes;
  return [
    `Webhooks of ${workspace}: ${listener === null ? 'nobody listens now' : `${listener.program} listens (process ${listener.pid})`}`,
    ...status.warnings.map((warning) => `Warning: ${warning}`),
    '',
    ...productLines('raise', status),
    ...productLines('crm', status),
    ...(status.waitingToApply > 0
      ? [`${count(status.waitingToApply)} stored deliveries are still to be looked into.`]
      : []),
    bodiesLine(status),
    '',
    `${count(rows.all)} records, one row each`,
    `  ${count(rows.agreed)} told of by both products`,
    `  ${count(rows.waiting)} gifts told of by one product, less than ${limit} minutes ago`,
    `  ${count(rows.one_sided)} gifts told of by one product alone for ${limit} minutes or more`,
    `  ${count(rows.expected)} gifts that need no counterpart (status or campaign is not synced)`,
    `  ${count(rows.crm_born)} records of CRM+'s own, ${count(rows.unlinked)} that refer to something else than Raise`,
    `  ${count(rows.test)} in test mode, ${count(rows.gone)} deleted`,
    '',
    `Read directly: ${count(status.findings)} findings (${count(status.actionable)} to act on, ${count(status.unaudited)} of them in no audit yet), ${count(status.undecided)} undecided, ${count(status.waitingToConfirm)} waiting to be confirmed`,
    ...status.unreadable.map(
      ({ product, why, records }) =>
        `${PRODUCT_WORDS[product]}: ${count(records)} not understood (${why}); they are kept`,
    ),
    ...status.otherKinds.map(
      ({ product, name, events }) =>
        `${PRODUCT_WORDS[product]}: ${count(events)} of another kind (${name})`,
    ),
    '',
  ].join('\n');
}

/** Bodies hold donor data; how long they are kept is a setting. */
function bodiesLine({
  bodies: { kept, oldestUtc },
  settings: { keepBodyDays },
}: LiveStatus): string {
  const since = oldestUtc === null ? '' : `, the oldest of ${oldestUtc}`;
  const days = keepBodyDays === 1 ? '1 day' : `${count(keepBodyDays)} days`;
  return `Bodies kept: ${count(kept)}${since}; each is removed ${days} after it came, once it was looked into.`;
}

function productLines(product: Product, { products, settings }: LiveStatus): string[] {
  const told = products[product];
  const refused = Object.entries(told.refused).map(
    ([why, times]) => `${count(times)} ${REFUSED[why as keyof typeof REFUSED]}`,
  );
  const since = told.lastUtc === null ? 'none yet' : `the last at ${told.lastUtc}`;
  return [
    `${PRODUCT_WORDS[product]}: ${count(told.deliveries)} deliveries (${since}), ${count(told.repeated)} of them repeated, ${count(told.unverified)} unverified; ${proofText(settings.schemes[product])}`,
    ...(refused.length > 0 ? [`  refused: ${refused.join(', ')}`] : []),
  ];
}

const REFUSED = {
  bad_signature: 'without the right signature or token',
  stale: 'too old',
  too_large: 'too large',
  too_many: 'too many at once',
  cut_off: 'broken off',
} as const;
