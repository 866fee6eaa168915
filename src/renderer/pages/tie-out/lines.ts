import { RECORD_TYPES, type RecordType } from '../../../core/model/record-type.ts';
import type { TieOutPart } from '../../../core/model/run-analysis.ts';
import type { CountAndAmount, TieOutRow } from '../../../core/model/tie-out.ts';
import type { TieOutPlace } from './address.ts';
import { isNothing } from './open-lines.ts';

/** A line of the tie-out, whatever it is broken down by. */
export interface TieOutLine extends Omit<TieOutRow, 'month'> {
  readonly by: 'month' | 'campaign' | 'project';
  /** The month, or the id of the campaign or project; null for records without one. */
  readonly key: string | null;
  readonly name: string | null;
}

/** The lines of one breakdown in the order in which they are read: the newest month first, campaigns and projects by name. */
export function tieOutLines(
  rows: readonly TieOutRow[],
  parts: readonly TieOutPart[],
  by: TieOutLine['by'],
): TieOutLine[] {
  const lines: TieOutLine[] =
    by === 'month'
      ? rows.map(({ month, ...row }) => ({ ...row, by, key: month, name: null }))
      : parts.filter((part) => part.by === by);
  return lines.toSorted((a, b) => inOrder(a, b));
}

export function chosenLines(
  lines: readonly TieOutLine[],
  { recordType, currency, isOpenOnly }: Pick<TieOutPlace, 'recordType' | 'currency' | 'isOpenOnly'>,
): TieOutLine[] {
  return lines.filter(
    (line) =>
      (recordType === null || line.recordType === recordType) &&
      (currency === null || line.currency === currency) &&
      (!isOpenOnly || !isNothing(line.unexplained)),
  );
}

/** One sum for each record type and currency: amounts of two currencies are never added. */
export function totalsOf(lines: readonly TieOutLine[]): TieOutTotal[] {
  const totals = new Map<string, TieOutTotal>();
  for (const line of lines) {
    const id = `${line.recordType} ${line.currency ?? ''}`;
    const known = totals.get(id);
    totals.set(id, {
      recordType: line.recordType,
      currency: line.currency,
      raise: plus(known?.raise, line.raise),
      crm: plus(known?.crm, line.crm),
      explained: plus(known?.explained, explainedOf(line)),
      unreadable: plus(known?.unreadable, line.unreadable),
      unknown: plus(known?.unknown, line.unknown),
      unexplained: plus(known?.unexplained, line.unexplained),
    });
  }
  return [...totals.values()].toSorted(
    (a, b) => typeOrder(a) - typeOrder(b) || (a.currency ?? '').localeCompare(b.currency ?? ''),
  );
}

export interface TieOutTotal {
  readonly recordType: RecordType;
  readonly currency: string | null;
  readonly raise: CountAndAmount;
  readonly crm: CountAndAmount;
  readonly explained: CountAndAmount;
  readonly unreadable: CountAndAmount;
  readonly unknown: CountAndAmount;
  readonly unexplained: CountAndAmount;
}

export function explainedOf({ explained }: Pick<TieOutLine, 'explained'>): CountAndAmount {
  return explained.reduce<CountAndAmount>((sum, each) => plus(sum, each), NOTHING);
}

/** Raise less CRM+. */
export function differenceOf({ raise, crm }: Pick<TieOutLine, 'raise' | 'crm'>): CountAndAmount {
  return {
    count: raise.count - crm.count,
    amountMinor: raise.amountMinor - crm.amountMinor,
  };
}

export function lineId({ by, key, recordType, currency }: TieOutLine): string {
  return `${by} ${key ?? ''} ${recordType} ${currency ?? ''}`;
}

const NOTHING: CountAndAmount = { count: 0, amountMinor: 0 };

function plus(sum: CountAndAmount | undefined, more: CountAndAmount): CountAndAmount {
  const { count, amountMinor } = sum ?? NOTHING;
  return { count: count + more.count, amountMinor: amountMinor + more.amountMinor };
}

/** What has no month, campaign or project comes last. */
function inOrder(a: TieOutLine, b: TieOutLine): number {
  if (a.key !== b.key) {
    if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
    if (a.by === 'month') return a.key < b.key ? 1 : -1;
    const named = (a.name ?? a.key).localeCompare(b.name ?? b.key);
    return named === 0 ? a.key.localeCompare(b.key) : named;
  }
  return typeOrder(a) - typeOrder(b) || (a.currency ?? '').localeCompare(b.currency ?? '');
}

function typeOrder({ recordType }: { readonly recordType: RecordType }): number {
  return RECORD_TYPES.indexOf(recordType);
}
