import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeExport } from '../../src/core/exports/write-export.ts';
import { makeReportOverTime } from '../support/history-factory.ts';
import { unzip } from './unzip.ts';

// Excel offers to repair a file whose elements stand in another order than ECMA-376 gives them; other programs don't mind.
const ORDER: Readonly<Record<string, string>> = {
  worksheet:
    'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios ' +
    'autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations ' +
    'hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ' +
    'ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst',
  workbook:
    'fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences ' +
    'definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing ' +
    'fileRecoveryPr webPublishObjects extLst',
  styleSheet:
    'numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst',
};
const REPEATED = new Set(['conditionalFormatting']);

let parts: Map<string, Buffer>;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tieout-order-'));
  await writeExport(makeReportOverTime(), join(folder, 'a.xlsx'));
  parts = unzip(await readFile(join(folder, 'a.xlsx')));
  await rm(folder, { recursive: true });
});
afterAll(() => parts.clear());

test('the elements of every sheet, the workbook and its styles stand in the order of the schema', () => {
  const names = [...parts.keys()].filter((name) =>
    /^xl\/(?:workbook|styles|worksheets\/sheet\d+)\.xml$/.test(name),
  );
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) {
    const [root = '', ...children] = topElements(parts.get(name)?.toString() ?? '');
    const order = ORDER[root]?.split(' ') ?? [];
    const places = children.map((child) => order.indexOf(child));
    expect(places, `${name}: ${children.join(' ')}`).not.toContain(-1);
    expect(places, `${name}: ${children.join(' ')}`).toEqual(places.toSorted((a, b) => a - b));
    const once = children.filter((child) => !REPEATED.has(child));
    expect(new Set(once).size, name).toBe(once.length);
  }
});

test('no sheet has conditional formatting: exceljs would write it behind the links', () => {
  const sheets = [...parts].filter(([name]) => name.startsWith('xl/worksheets/sheet'));
  expect(sheets.filter(([, xml]) => xml.includes('<conditionalFormatting'))).toEqual([]);
});

test('every sheet says how it is printed', () => {
  for (const [name, bytes] of parts) {
    if (!name.startsWith('xl/worksheets/sheet')) continue;
    const xml = bytes.toString();
    expect(xml, name).toMatch(/<sheetPr>.*<pageSetUpPr fitToPage="1"\/><\/sheetPr>/);
    expect(xml, name).toMatch(/<pageSetup [^>]*orientation="landscape"[^>]*fitToHeight="0"/);
    expect(xml, name).toContain('Page &amp;P of &amp;N');
  }
});

test('names lead to cells and tables that are there, and are of permitted characters', () => {
  const xml = parts.get('xl/workbook.xml')?.toString() ?? '';
  const sheets = [...xml.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name);
  const names = [
    ...xml.matchAll(/<definedName name="([^"]*)"(?: localSheetId="\d+")?>([^<]*)<\/definedName>/g),
  ];
  const ours = names.filter(([, name = '']) => !name.startsWith('_xlnm.'));
  expect(ours.length).toBeGreaterThan(15);
  expect(new Set(ours.map(([, name]) => name)).size).toBe(ours.length);
  for (const [, name = '', range = ''] of ours) {
    expect(name).toMatch(/^Tieout_[A-Za-z_0-9]+$/);
    const [, sheet = ''] =
      /^'([^']*)'!\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?$/.exec(unescaped(range)) ?? [];
    expect(
      sheets.map((each) => unescaped(each ?? '')),
      range,
    ).toContain(sheet);
  }
  expect(ours.map(([, name]) => name)).toEqual(
    expect.arrayContaining(['Tieout_Digest', 'Tieout_Result', 'Tieout_AsOf', 'Tieout_TieOut']),
  );
});

/** The root's name, then those of its children, in order. */
function topElements(xml: string): string[] {
  const found: string[] = [];
  let depth = 0;
  for (const [, close, name = '', rest = ''] of xml.matchAll(/<(\/?)([A-Za-z][\w:]*)([^>]*)>/g)) {
    if (close === '/') {
      depth -= 1;
      continue;
    }
    if (depth < 2) found.push(name);
    if (!rest.endsWith('/')) depth += 1;
  }
  return found;
}

function unescaped(xml: string): string {
  return xml.replaceAll('&apos;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
