import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { AuditReport } from '../../model/report.ts';
import { cancelled, throwIfCancelled } from '../cancel.ts';
import { findingsCsv } from '../csv.ts';
import type { Entry } from '../dictionary-words.ts';
import { findingsJson } from '../findings-json.ts';
import type { FindingCounter } from '../progress.ts';
import { writeTextFile } from '../text-file.ts';
import { triageOfReport } from '../triage-columns.ts';
import { writeWorkbook } from '../workbook/write-workbook.ts';
import { certificateJson, certificatePage } from './certificate.ts';
import { methodPage } from './method.ts';
import { readMePage } from './read-me.ts';

interface PackOptions {
  readonly counter: FindingCounter;
  readonly signal: AbortSignal | undefined;
}

/** In the order of their names, which is that of the archive. */
const PARTS: readonly Entry[] = [
  ['README.md', 'This page'],
  ['SHA256SUMS', 'The SHA-256 of every other part'],
  ['certificate.json', 'The coverage certificate for programs'],
  ['certificate.md', 'The coverage certificate: what was read, and how completely'],
  ['findings.csv', 'The findings as one table'],
  ['findings.json', 'The findings for programs (tieout.findings/1)'],
  ['method.md', 'How the states were decided, conventions, tolerances, what was not compared'],
  ['workbook.xlsx', 'The workbook: summary, tie-out, a sheet for each state, sign-off'],
];
const SUMS = 'SHA256SUMS';

/**
 * Writes the hand-over pack to a path that must not exist yet: every part beside it first, for their hashes, then all of
 * them into one archive. The same report gives the same bytes. Nothing but the pack is left behind, whatever happens.
 */
export async function writePack(
  report: AuditReport,
  path: string,
  { counter, signal }: PackOptions,
): Promise<void> {
  // Its ending is that of all our temporary files: an export that was killed is cleared up by the next one.
  const folder = path.replace(/(\.part)?$/, '-parts.part');
  await mkdir(folder, { mode: 0o700 });
  try {
    await writeWorkbook(report, join(folder, 'workbook.xlsx'), { counter, signal });
    for (const [name, pieces] of textParts(report))
      await writeTextFile(join(folder, name), pieces, signal);
    await writeTextFile(join(folder, SUMS), [await sumsOf(folder, signal)], signal);
    await archive(folder, path, new Date(report.run.finishedUtc ?? report.run.asOfUtc), signal);
  } catch (error) {
    throw signal?.aborted ? cancelled() : error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function textParts(report: AuditReport): (readonly [name: string, pieces: Iterable<string>])[] {
  return [
    ['README.md', [readMePage(report, PARTS)]],
    ['certificate.json', [certificateJson(report)]],
    ['certificate.md', [certificatePage(report)]],
    ['findings.csv', findingsCsv(report.findings(), triageOfReport(report))],
    ['findings.json', findingsJson(report, report.findings())],
    ['method.md', [methodPage(report)]],
  ];
}

/** As sha256sum writes and checks it. */
async function sumsOf(folder: string, signal: AbortSignal | undefined): Promise<string> {
  let sums = '';
  for (const [name] of PARTS) {
    if (name === SUMS) continue;
    throwIfCancelled(signal);
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, name)), hash);
    sums += `${hash.digest('hex')}  ${name}\n`;
  }
  return sums;
}

async function archive(
  folder: string,
  path: string,
  date: Date,
  signal: AbortSignal | undefined,
): Promise<void> {
  // Loaded when needed, as exceljs is, whose archiver it is.
  const { default: archiver } = await import('archiver');
  const zip = archiver('zip', { zlib: { level: 6 } });
  for (const [name] of PARTS) {
    const store = name.endsWith('.xlsx');
    zip.append(createReadStream(join(folder, name)), { name, date, mode: 0o600, store });
  }
  const output = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  const written = pipeline(zip, output, signal === undefined ? {} : { signal });
  // What goes wrong ends the pipeline; the promise of `finalize` would tell it a second time.
  zip.finalize().catch(() => {});
  await written;
}
