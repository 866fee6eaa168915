import { existsSync } from 'node:fs';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import type { ExportFormat } from '../../src/core/model/export-format.ts';
import { unzip } from '../exports/unzip.ts';
import { auditOnce, type AuditedOnce } from '../support/audit-once.ts';
import { EVERYTHING, lastOf } from './customer.ts';
import { beginJourney, openView, QUERY, rowsOf, WORKSPACE, type Journey } from './journey.ts';
import { contentsBelow } from './temp-data.ts';
import { TRANSPORTS } from './transports.ts';

// One contract, whatever it travels through (docs/decisions/0006): each host must give what the facade finds.
const workspace = WORKSPACE;
const usage = { code: 'FAILURE', data: { kind: 'usage' } };
let sandbox: RunningSandbox;
let once: AuditedOnce;
let journeys: ReadonlyMap<string, Journey>;

beforeAll(async () => {
  sandbox = await startSandbox({ donors: 150, gifts: 900, seed: 31 });
  once = await auditOnce(sandbox);
  // Side by side: each waits five seconds before it asks for its suspects again.
  const begun = TRANSPORTS.map(
    async ([name, reach]) => [name, await beginJourney(reach, sandbox)] as const,
  );
  journeys = new Map(await Promise.all(begun));
});
afterAll(async () => {
  for (const { reached } of journeys.values()) await reached.close();
  await sandbox.close();
});

describe.each(TRANSPORTS)('a customer’s whole journey through %s', (name) => {
  let journey: Journey;
  let client: Journey['client'];
  let runId = '';
  beforeAll(() => {
    const found = journeys.get(name);
    if (found === undefined) throw new Error(`No journey through ${name}.`);
    journey = found;
    ({ client, runId } = journey);
  });

  test('connect: the page gets masks, and what the test leaves open a person confirms', () => {
    const { made, tested, early, confirmed } = journey;
    expect(made).toMatchObject({ name: workspace, colour: 'teal', isDemo: false, lastRun: null });
    expect(made.tokens.raise).toEqual({ state: 'absent', text: null });
    expect([tested.raise.state, tested.crm?.state]).toEqual(['ok', 'ok']);
    // The planted links that lead elsewhere keep it from being proved.
    expect(tested.sameOrganization.verdict).toBe('unproved');
    expect(early).toMatchObject(usage);
    expect(confirmed.settings.sameOrganization).toBe('confirmed');
    const text = `••••${sandbox.raiseToken.slice(-4)}`;
    expect(confirmed.tokens.raise).toEqual({ state: 'kept', text });
  });

  test('plan and run: the digest is the facade’s', async () => {
    const planned = journey.plan.streams.find(({ stream }) => stream === 'raise.gifts');
    expect(planned?.records).toBe(sandbox.recordCounts.raise.gifts);
    const last = journey.told.at(-1);
    expect(last).toMatchObject({ state: 'finished', failure: null, secondsLeft: null });
    const { run, summary, tieOut, ...overTime } = await client.runs.report({ workspace, runId });
    expect(run.digest).toBe(once.report.run.digest);
    expect({ summary, tieOut }).toEqual({
      summary: once.report.summary,
      tieOut: once.report.tieOut,
    });
    // Always told, if only that there is nothing.
    expect(Object.keys(overTime).toSorted()).toEqual([
      'accepted',
      'analysis',
      'changes',
      'power',
      'recheck',
      'trend',
    ]);
    const [stored] = await client.runs.list({ workspace });
    const findings = once.findings.length;
    expect(stored).toMatchObject({ runId, state: 'finished', scope: EVERYTHING, findings });
    expect(stored?.actionable).toBe(once.findings.filter((each) => each.actionable).length);
  });

  test('a view gives its blocks, facets, sums and sides', async () => {
    const expected = once.findings.filter((each) => each.recordType === 'gift' && each.actionable);
    const view = await openView(journey);
    expect(view).toMatchObject({ total: expected.length, isProvisional: false });
    expect(view.words).not.toBe('');
    expect(view.sums.reduce((sum, { count }) => sum + count, 0)).toBe(view.total);
    const rows = await rowsOf(journey, view);
    expect(rows.map((row) => row.id).toSorted()).toEqual(expected.map((row) => row.id).toSorted());
    const amounts = rows.map((row) => row.amountMinor ?? -Infinity);
    expect(amounts).toEqual(amounts.toSorted((one, other) => other - one));
    const facets = await client.findings.facets({ workspace, runId, query: QUERY });
    expect(facets.states.reduce((sum, { count }) => sum + count, 0)).toBe(view.total);
    const both = rows.find((row) => row.state === 'field_drift');
    const position = both?.position ?? -1;
    const { finding, sides } = await client.findings.sides({ workspace, runId, position });
    expect([finding, sides?.raise?.id]).toEqual([both, both?.raiseId]);
    expect(sides?.crm.map((record) => record.id)).toContain(both?.crmId);
    const { viewId } = view;
    await client.findings.close({ workspace, viewId });
    const closed = client.findings.block({ workspace, viewId, start: 0, end: 1 });
    await expect(closed).rejects.toMatchObject(usage);
  });

  test('a view’s export holds exactly its findings, and is there once', async () => {
    const view = await openView(journey);
    const ids = (await rowsOf(journey, view)).map((row) => row.id);
    const take = async (format: ExportFormat, isMasked?: boolean): Promise<Buffer> => {
      const input = { workspace, runId, viewId: view.viewId, format, isMasked };
      const written = await lastOf(await client.exports.write(input));
      if (written.kind !== 'ready') throw new Error(`A file is expected, not "${written.kind}".`);
      const { fileId, bytes, name: fileName } = written;
      const file = await client.exports.take({ fileId });
      expect([file.size, file.name, written.rows]).toEqual([bytes, fileName, ids.length]);
      await expect(client.exports.take({ fileId })).rejects.toMatchObject(usage);
      return Buffer.from(await file.arrayBuffer());
    };
    const json = JSON.parse((await take('json')).toString()) as {
      findings: { id: string }[];
      run: { digest: string };
    };
    expect(json.findings.map((each) => each.id)).toEqual(ids);
    expect(json.run.digest).toBe(once.report.run.digest);
    const csv = (await take('csv')).toString();
    expect(ids.every((id) => csv.includes(id))).toBe(true);
    const book = new exceljs.Workbook();
    await book.xlsx.load(new Uint8Array(await take('xlsx')).buffer);
    const rows = book.worksheets.flatMap((sheet) => sheet.getSheetValues()).map(String);
    expect(ids.filter((id) => !rows.some((row) => row.includes(id)))).toEqual([]);
    const pack = unzip(await take('zip', true));
    const masked = JSON.parse(pack.get('findings.json')?.toString() ?? '') as typeof json;
    expect(masked).toMatchObject({ masked: true, run: { digest: json.run.digest } });
    expect(masked.findings).toHaveLength(ids.length);
  });

  test('the rules again and a quick check: the first asks nobody, the second little', async () => {
    const before = callsOf(sandbox);
    const again = await client.runs.rerun({ workspace, runId });
    expect([again.run.digest, callsOf(sandbox) - before]).toEqual([once.report.run.digest, 0]);
    const drifted = once.findings.find((each) => each.state === 'field_drift');
    if (drifted?.raiseId == null) throw new Error('The world has no field_drift.');
    const { recordType, raiseId: id } = drifted;
    const check = await client.runs.check({ workspace, recordType, id, side: 'raise' });
    const made = callsOf(sandbox) - before;
    expect(check.raise?.id).toBe(id);
    expect(check.calls.raise + check.calls.crm).toBe(made);
    expect(made).toBeLessThan(15);
  });

  test('deleting takes the files and the tokens', async () => {
    const { folder } = await client.workspaces.get({ workspace });
    expect(contentsBelow(folder).every(({ mode }) => mode === 0o600)).toBe(true);
    const removed = await client.workspaces.remove({ workspace, confirm: workspace });
    expect(removed).toMatchObject({ folder, runs: 1, hasTokens: true });
    expect(existsSync(folder)).toBe(false);
    expect(await client.workspaces.list()).toEqual([]);
    const { tokens } = await client.workspaces.create({ name: workspace });
    expect([tokens.raise.state, tokens.crm.state]).toEqual(['absent', 'absent']);
  });
});

function callsOf(sandbox: RunningSandbox): number {
  const { raise, crm } = sandbox.calls();
  return raise + crm;
}
