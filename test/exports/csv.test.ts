import { describe, expect, test } from 'vitest';
import { findingsCsv } from '../../src/core/exports/csv.ts';
import { FINDING_COLUMNS } from '../../src/core/exports/finding-columns.ts';
import { everyCause, makeFinding } from '../support/report-factory.ts';
import { INJECTIONS, looksLikeFormula } from './injections.ts';

const write = (findings: Parameters<typeof findingsCsv>[0]): string =>
  [...findingsCsv(findings)].join('');

describe('CSV', () => {
  test('a byte order mark, the workbook’s columns, CRLF, one line a finding', () => {
    const findings = everyCause();
    const text = write(findings);
    expect(text.startsWith('\ufeff"Record","Raise id"')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const [header, ...rows] = parse(text);
    expect(header).toEqual(FINDING_COLUMNS.map((column) => column.header));
    expect(rows).toHaveLength(findings.length);
    expect(rows.map((row) => row[1])).toEqual(findings.map((finding) => finding.raiseId));
  });

  test('amounts are plain numbers in their currency, negative ones too', () => {
    const amounts = [
      makeFinding({ amountMinor: -500, currency: 'USD' }),
      makeFinding({ amountMinor: 500, currency: 'JPY' }),
      makeFinding({ amountMinor: 5, currency: 'KWD' }),
      makeFinding({ amountMinor: null, currency: null }),
      makeFinding({ amountMinor: Number.NaN }),
    ];
    const rows = parse(write(amounts)).slice(1);
    expect(rows.map((row) => row[3])).toEqual(['-5.00', '500', '0.005', '', '']);
    expect(write(amounts)).toContain(',-5.00,"USD"');
  });

  test('no field starts a formula, even where a semicolon separates', () => {
    const findings = INJECTIONS.map((text) =>
      makeFinding({
        raiseId: text,
        crmId: text,
        campaignName: text,
        evidence: text,
        relatedCrmIds: [text],
      }),
    );
    const text = write(findings);
    for (const row of parse(text).slice(1)) {
      for (const [index, value] of row.entries()) {
        if (FINDING_COLUMNS[index]?.kind !== 'amount') expect(looksLikeFormula(value)).toBe(false);
      }
    }
    for (const piece of text.split(/[;\r\n]/))
      expect(looksLikeFormula(piece.replace(/^"+/, ''))).toBe(false);
  });
});

/** A strict reader of RFC 4180. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length;) {
    field.lastIndex = at;
    const match = field.exec(text);
    if (!match) throw new Error(`No field at ${at}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    at = field.lastIndex;
    if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else if (text[at] === ',') at += 1;
    else throw new Error(`Neither comma nor line end at ${at}`);
  }
  return rows;
}
