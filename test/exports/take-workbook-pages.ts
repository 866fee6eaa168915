import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuditor, DEFAULT_REQUEST, type Auditor } from '../../src/core/auditor.ts';
import type { TriagePatch } from '../../src/core/model/triage-step.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { findTool } from './tools.ts';

// npm run workbook-pages [-- FOLDER]: the first page of every sheet of a workbook as LibreOffice prints it, for the user's guide.
const ROOT = join(import.meta.dirname, '../..');
const [folder = join(ROOT, 'docs/user-guide/workbook')] = process.argv.slice(2);
const WORKSPACE = 'The Human Fund';
const MONTH_MS = 30 * 86_400_000;
const PAGES_PER_INCH = '72';

process.exitCode = await takePages();

async function takePages(): Promise<number> {
  const missing = ['soffice', 'pdftoppm', 'pdftotext'].filter((name) => findTool(name) === null);
  if (missing.length > 0) {
    console.error(
      `Not installed: ${missing.join(', ')} (Debian: libreoffice-calc, poppler-utils).`,
    );
    return 69;
  }
  const work = mkdtempSync(join(tmpdir(), 'tieout-pages-'));
  try {
    const book = join(work, 'audit.xlsx');
    await writeBook(join(work, 'data'), book);
    print(work, book);
  } finally {
    rmSync(work, { recursive: true });
  }
  console.log(
    `${readdirSync(folder).filter((name) => name.endsWith('.png')).length} pages in ${folder}`,
  );
  return 0;
}

/** Four months of a customer whose people decide about findings and mend some. */
async function writeBook(dataFolder: string, book: string): Promise<void> {
  const sandbox = await startSandbox({ donors: 400, gifts: 2500, seed: 1 });
  const auditor = createAuditor({ dataFolder, version: '0.1.0' });
  try {
    let runId = '';
    for (const month of [0, 1, 2, 3]) {
      if (month === 3) mendSome(sandbox);
      runId = await audit(auditor, sandbox, month);
      if (month === 1) await decideSome(auditor, runId);
    }
    await auditor.powerTest(WORKSPACE);
    await auditor.export(auditor.report(WORKSPACE, runId), book);
  } finally {
    auditor.close();
    await sandbox.close();
  }
}

async function audit(auditor: Auditor, sandbox: RunningSandbox, month: number): Promise<string> {
  const startMs = Date.parse(sandbox.nowUtc) + month * MONTH_MS;
  const clock = createVirtualClock({ startMs, isAuto: true });
  const pace = { requestsPerSecond: 1000 };
  const link = auditor.connect({
    raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, ...pace },
    crm: { url: sandbox.crmUrl, token: sandbox.crmToken, ...pace },
    clock,
  });
  const { run } = await auditor.audit(link, { workspace: WORKSPACE, request: DEFAULT_REQUEST });
  return run.id;
}

/** One finding is accepted for good, one until a day, one is somebody's. */
async function decideSome(auditor: Auditor, runId: string): Promise<void> {
  const toAct = [...auditor.report(WORKSPACE, runId).findings({ actionable: true })];
  const ids = (state: string, count: number): { readonly ids: string[] } => ({
    ids: toAct
      .filter((finding) => finding.state === state)
      .slice(0, count)
      .map(({ id }) => id),
  });
  const decide = (of: { readonly ids: string[] }, patch: TriagePatch): Promise<number> =>
    auditor.triage.decide(WORKSPACE, runId, of, patch, 'Ana');
  await decide(ids('missing_in_raise', 1), {
    accept: { untilDay: null, reason: 'Keyed in from the paper ledger of 2019' },
  });
  await decide(ids('duplicate_link', 2), { status: 'reported', owner: 'Kim', note: 'Ticket 4711' });
  await decide(ids('field_drift', 3), { status: 'expected', owner: 'Ana' });
}

/** Gifts that were missing in Raise are deleted from CRM+, as somebody does who was told of them. */
function mendSome(sandbox: RunningSandbox): void {
  const gone = sandbox.planted.filter(
    ({ recordType, state, cause }) =>
      recordType === 'gift' && state === 'missing_in_raise' && cause === 'raise_record_absent',
  );
  for (const { crmId } of gone)
    if (crmId !== null) sandbox.mutate.removeCrm('gifts', Number(crmId));
}

/** A sheet's pages say its name in their foot; the first one of each is kept. */
function print(work: string, book: string): void {
  const profile = `-env:UserInstallation=file://${join(work, 'profile')}`;
  const options = [profile, '--headless', '--convert-to', 'pdf', '--outdir', work, book];
  execFileSync('soffice', options, { stdio: 'ignore', timeout: 120_000 });
  const pdf = join(work, 'audit.pdf');
  const pages = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).split('\f');
  if (existsSync(folder))
    for (const name of readdirSync(folder)) if (name.endsWith('.png')) rmSync(join(folder, name));
  mkdirSync(folder, { recursive: true });
  const seen = new Set<string>();
  for (const [index, text] of pages.entries()) {
    const sheet = /Tieout · (.+?)\s+Page \d+ of \d+/.exec(text)?.[1];
    if (sheet === undefined || seen.has(sheet)) continue;
    seen.add(sheet);
    const page = String(index + 1);
    const words = sheet.toLowerCase().match(/[a-z]+/g) ?? [];
    const name = [String(seen.size).padStart(2, '0'), ...words].join('-');
    const target = join(work, name);
    const oneImage = ['-png', '-singlefile', '-r', PAGES_PER_INCH];
    execFileSync('pdftoppm', [...oneImage, '-f', page, '-l', page, pdf, target]);
    renameSync(`${target}.png`, join(folder, `${name}.png`));
  }
}
