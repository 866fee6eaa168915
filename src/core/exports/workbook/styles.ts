import type { Style } from 'exceljs';
import { minorUnitDigits } from '../../model/currency.ts';

/**
 * Styles are shared objects: exceljs looks a style up by identity, and one object a cell would cost it a search
 * through the style table for each of millions of cells.
 */
export type CellStyle = Partial<Style>;

const TOP = { vertical: 'top' } as const;
const WRAPPED = { vertical: 'top', wrapText: true } as const;
const RED = { argb: 'FFB42318' };
const GREEN = { argb: 'FF1B6B3A' };
const GREY = { argb: 'FF667085' };
const LINE = { style: 'thin', color: { argb: 'FFD0D5DD' } } as const;
const TEXT_FORMAT = '@';
const INDENTED = { vertical: 'top', horizontal: 'left', indent: 1 } as const;
const LEFT = { vertical: 'top', horizontal: 'left' } as const;
const CENTERED = { vertical: 'top', horizontal: 'center' } as const;
/** A font without a name is drawn in whatever the program has, which is not what the other cells have. */
const FACE = { name: 'Calibri', family: 2 } as const;
const HEADER = {
  font: { ...FACE, bold: true, color: { argb: 'FFFFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF344054' } },
  border: { bottom: LINE, right: LINE },
} as const;

export const STYLES = {
  plain: { alignment: TOP },
  /** Beside a number, which ends where this begins. */
  indented: { alignment: INDENTED },
  wrapped: { alignment: WRAPPED },
  strongWrapped: { font: { ...FACE, bold: true }, alignment: WRAPPED },
  strong: { font: { ...FACE, bold: true }, alignment: TOP },
  /** Text that must never become a number: ids. */
  id: { numFmt: TEXT_FORMAT, alignment: TOP },
  indentedId: { numFmt: TEXT_FORMAT, alignment: INDENTED },
  count: { numFmt: '#,##0', alignment: TOP },
  /** More or fewer than before. */
  change: { numFmt: '+#,##0;-#,##0;0', alignment: TOP },
  figure: { numFmt: '#,##0.0', alignment: TOP },
  share: { numFmt: '0.0%', alignment: TOP },
  badShare: { numFmt: '0.0%', font: { ...FACE, bold: true, color: RED }, alignment: TOP },
  bars: { font: { ...FACE, color: { argb: 'FF175CD3' } }, alignment: TOP },
  barsIndented: { font: { ...FACE, color: { argb: 'FF175CD3' } }, alignment: INDENTED },
  badCount: { numFmt: '#,##0', font: { ...FACE, bold: true, color: RED }, alignment: TOP },
  day: { numFmt: 'yyyy-mm-dd', alignment: LEFT },
  instant: { numFmt: 'yyyy-mm-dd hh:mm', alignment: LEFT },
  link: { font: { ...FACE, color: { argb: 'FF175CD3' }, underline: true }, alignment: TOP },
  title: { font: { ...FACE, bold: true, size: 16 } },
  section: { font: { ...FACE, bold: true, size: 12 }, alignment: { vertical: 'bottom' } },
  quiet: { font: { ...FACE, color: GREY }, alignment: TOP },
  label: { font: { ...FACE, color: GREY }, alignment: TOP },
  wrappedIndented: { alignment: { ...INDENTED, wrapText: true } },
  good: { font: { ...FACE, bold: true, color: GREEN }, alignment: TOP },
  bad: { font: { ...FACE, bold: true, color: RED }, alignment: TOP },
  badIndented: { font: { ...FACE, bold: true, color: RED }, alignment: INDENTED },
  gap: { font: { ...FACE, color: RED }, alignment: TOP },
  wrappedGap: { font: { ...FACE, color: RED }, alignment: WRAPPED },
  mark: { font: { ...FACE, bold: true, color: GREEN }, alignment: CENTERED },
  badMark: { font: { ...FACE, bold: true, color: RED }, alignment: CENTERED },
  header: { ...HEADER, alignment: { vertical: 'middle', wrapText: true } },
  headerRight: {
    ...HEADER,
    alignment: { vertical: 'middle', horizontal: 'right', wrapText: true },
  },
  /** Where a person writes. */
  blank: { border: { bottom: LINE }, alignment: WRAPPED },
} as const satisfies Record<string, CellStyle>;

/** An amount in the decimals of its currency, negative ones in red with a minus. */
export function moneyStyle(currency: string | null, isBad = false): CellStyle {
  const digits = minorUnitDigits(currency ?? '');
  const key = isBad ? digits + BAD : digits;
  const known = moneyStyles.get(key);
  if (known) return known;
  const form = digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`;
  const numFmt = `${form};[Red]-${form}`;
  const style: CellStyle = isBad
    ? { numFmt, font: { ...FACE, bold: true, color: RED }, alignment: TOP }
    : { numFmt, alignment: TOP };
  moneyStyles.set(key, style);
  return style;
}

const BAD = 100;
const moneyStyles = new Map<number, CellStyle>();
