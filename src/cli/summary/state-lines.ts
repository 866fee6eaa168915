import type { AuditReport, SummaryRow } from '../../core/model/report.ts';
import { RECORD_WORDS, type RecordType } from '../../core/model/record-type.ts';
import { STATE_ORDER, stateEntry } from '../../core/model/states.ts';
import { toActOn } from '../../core/model/to-act-on.ts';
import { tableLines, type Column } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { countText, moneyTexts } from '../words.ts';

/** Types that carry money, and the types of a run in their order. */
const MONEY_TYPES: readonly RecordType[] = ['gift', 'recurring_gift'];

/** States × record types: counts, how many ask for action, and the money at stake in each currency. */
export function stateLines(
  report: Pick<AuditReport, 'summary' | 'accepted'>,
  paint: Terminal['paint'],
): string[] {
  const { summary } = report;
  const acting = toActOn(report);
  const types = (['donor', ...MONEY_TYPES] as const).filter((type) =>
    summary.some((row) => row.recordType === type),
  );
  if (types.length === 0) return ['  There were no records.'];
  const moneyTypes = MONEY_TYPES.filter((type) => types.includes(type));
  const columns: Column[] = [
    { title: '' },
    ...types.map((type): Column => ({
      title: capitalized(RECORD_WORDS[type].many),
      align: 'right',
    })),
    { title: 'To act', align: 'right' },
    ...moneyTypes.map((type): Column => ({
      title: `${capitalized(RECORD_WORDS[type].one)} money`,
      align: 'right',
    })),
  ];
  const rows: string[][] = [];
  const isLoud: boolean[] = [];
  for (const state of STATE_ORDER) {
    const own = summary.filter((row) => row.state === state);
    if (own.length === 0) continue;
    const toAct = countIn(acting.filter((row) => row.state === state));
    const sums = moneyTypes.map((type) =>
      moneyTexts(sumByCurrency(own.filter((row) => row.recordType === type))),
    );
    // One line for each further currency: amounts of two currencies are never added.
    for (let line = 0; line < Math.max(1, ...sums.map((texts) => texts.length)); line += 1) {
      const head =
        line === 0
          ? [
              stateEntry(state).title,
              ...types.map((type) => quiet(countIn(own.filter((row) => row.recordType === type)))),
              quiet(toAct),
            ]
          : ['', ...types.map(() => ''), ''];
      rows.push([...head, ...sums.map((texts) => texts[line] ?? '')]);
      isLoud.push(toAct > 0);
    }
  }
  const [titles = '', ...lines] = tableLines(columns, rows);
  return [
    paint(`  ${titles}`, 'dim'),
    ...lines.map((line, index) => `  ${isLoud[index] === true ? paint(line, 'yellow') : line}`),
  ];
}

function sumByCurrency(rows: readonly SummaryRow[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { currency, amountMinor } of rows) {
    if (currency !== null && amountMinor !== null)
      sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  }
  return sums;
}

function countIn(rows: readonly SummaryRow[]): number {
  return rows.reduce((sum, row) => sum + row.count, 0);
}

function quiet(count: number): string {
  return count === 0 ? '·' : countText(count);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
