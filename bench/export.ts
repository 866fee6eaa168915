import { measureWriter, type WriterName } from './export/writers.ts';

// Findings to a workbook and to CSV (bar, product.md §4: 100,000 to xlsx in 20 s and 350 MB), against bare lines and against a
// bare streaming writer of workbooks, on the same rows. First argument: findings; at most 1,000,000 go on a sheet of the latter.
const FINDINGS = Number(process.argv[2] ?? 100_000);
const WRITERS: readonly WriterName[] = ['workbook', 'bareWorkbook', 'csv', 'rawCsv'];

const all = WRITERS.map((name) => [name, measureWriter(name, FINDINGS)] as const);
const seconds = Object.fromEntries(all.map(([name, figures]) => [name, figures.seconds]));
const figures = all.flatMap(([name, { seconds: took, peakMb, fileMb }]) =>
  Object.entries({ seconds: took, peakMb, fileMb }).map(
    ([what, figure]) => [`${name}: ${what}`, figure] as const,
  ),
);
console.log(
  JSON.stringify({
    findings: FINDINGS,
    ...Object.fromEntries(figures),
    workbookOfBare: (seconds['workbook'] ?? NaN) / (seconds['bareWorkbook'] ?? NaN),
    csvOfRaw: (seconds['csv'] ?? NaN) / (seconds['rawCsv'] ?? NaN),
  }),
);
