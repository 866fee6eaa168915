import type { QuickCheck } from '../core/auditor.ts';
import { formatDay } from '../core/model/days.ts';
import { formatInstant } from '../core/model/instants.ts';
import { toDecimalText } from '../core/model/money.ts';
import { PRODUCT_WORDS, RECORD_WORDS, type Product } from '../core/model/record-type.ts';
import { causeEntry, stateEntry } from '../core/model/states.ts';
import { tableLines, wrap } from './table.ts';
import { onOneLine, type Terminal } from './terminal.ts';
import { countText } from './words.ts';

/** One record on both sides, and the verdict. */
export function checkText(
  result: QuickCheck,
  asked: { id: string; side: Product },
  paint: Terminal['paint'],
): string {
  const { recordType, finding, raise, crm, calls, limits } = result;
  const title = `${PRODUCT_WORDS[asked.side]} ${RECORD_WORDS[recordType].one} ${asked.id}`;
  const made = calls.raise + calls.crm;
  return `${[
    `${paint(title, 'bold')}: ${verdict(result, paint)}`,
    ...(finding === null ? [] : wrap(finding.evidence, 98, '  ')),
    '',
    ...sideBySide(raise, crm),
    '',
    ...(finding === null
      ? []
      : finding.fields.map(
          ({ field, raise, crm }) =>
            `  ≠ ${field}: ${onOneLine(raise ?? 'nothing')} in Raise, ${onOneLine(crm ?? 'nothing')} in CRM+`,
        )),
    ...(finding?.raiseUrl == null ? [] : [`  Raise  ${onOneLine(finding.raiseUrl)}`]),
    ...(finding?.crmUrl == null ? [] : [`  CRM+   ${onOneLine(finding.crmUrl)}`]),
    ...limits.map((limit) => `  ${paint(limit, 'dim')}`),
    `  ${paint(`${countText(made)} calls.`, 'dim')}`,
  ].join('\n')}\n`;
}

function verdict({ finding, raise, crm, gap }: QuickCheck, paint: Terminal['paint']): string {
  if (gap !== null) return paint(gap, 'red');
  if (finding !== null) {
    const words = `${stateEntry(finding.state).title}: ${causeEntry(finding.state, finding.cause).words} (${finding.state}, ${finding.cause})`;
    return paint(words, finding.actionable ? 'yellow' : 'dim');
  }
  if (raise === null) return 'it names no Raise record, so there is nothing to compare';
  return crm.length === 0 ? paint('no finding', 'green') : paint('Consistent', 'green');
}

/** Members in one column for each record; those that none has are left out. */
function sideBySide(raise: object | null, crm: readonly unknown[]): string[] {
  const records: (readonly [string, Readonly<Record<string, unknown>>])[] = [];
  if (raise !== null) records.push(['Raise', { ...raise }]);
  for (const each of crm)
    if (typeof each === 'object' && each !== null) records.push(['CRM+', { ...each }]);
  const names = [...new Set(records.flatMap(([, record]) => Object.keys(record)))];
  const rows = names
    .map((name) => [
      memberWords(name),
      ...records.map(([, record]) => valueText(name, record[name], record)),
    ])
    .filter(([, ...values]) => values.some((value) => value !== ''));
  const absent = [...(raise === null ? ['Raise'] : []), ...(crm.length === 0 ? ['CRM+'] : [])];
  const lines = tableLines([{ title: '' }, ...records.map(([title]) => ({ title }))], rows).map(
    (line) => `  ${line}`,
  );
  return [...lines, ...absent.map((product) => `  ${product}: no record`)];
}

/** "donorPaidCostsMinor" -> "donor paid costs": what stands beside it is an amount, a day, an instant or yes and no. */
function memberWords(name: string): string {
  return name
    .replace(/(Minor|At)$/, '')
    .replace(/^is(?=[A-Z])/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

const MOST_CHARACTERS = 44;

/** A member as people write it: days and instants as dates, minor units as amounts. */
function valueText(
  name: string,
  value: unknown,
  record: Readonly<Record<string, unknown>>,
): string {
  const text = fullText(name, value, record);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}

function fullText(name: string, value: unknown, record: Readonly<Record<string, unknown>>): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') {
    if (/Day$|^day$/.test(name)) return formatDay(value);
    if (name.endsWith('At')) return formatInstant(value);
    const { currency } = record;
    if (name.endsWith('Minor'))
      return toDecimalText(value, typeof currency === 'string' ? currency : '');
    return String(value);
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (Array.isArray(value))
    return value
      .map((each) => fullText(name, each, record))
      .filter((text) => text !== '')
      .join('; ');
  return Object.entries(value)
    .map(([key, each]) => fullText(key, each, record))
    .filter((text) => text !== '')
    .join(' ');
}
