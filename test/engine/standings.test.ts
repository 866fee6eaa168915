import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import ExcelJS from 'exceljs';
import { expect, onTestFinished, test } from 'vitest';
import { takeWriterLock } from '../../src/core/staging/writer-lock.ts';
import { manyCustomers, writePastCustomer } from '../support/many-customers.ts';
import { listOf } from './customer.ts';
import { reachDirectly } from './transports.ts';

test('every customer stands there: damaged, held and half-written ones say so, and hold nobody up', async () => {
  const reached = await reachDirectly();
  onTestFinished(() => reached.close());
  const { client, dataFolder } = reached;
  const at = (name: string, file = ''): string => join(dataFolder, 'workspaces', name, file);
  writePastCustomer(dataFolder, { name: 'Better', open: [5, 4, 2] });
  writePastCustomer(dataFolder, { name: 'Worse', open: [2, 4], status: 'not_verified' });
  writePastCustomer(dataFolder, { name: 'Damaged', open: [1] });
  writePastCustomer(dataFolder, { name: 'Held', open: [0] });
  writePastCustomer(dataFolder, { name: 'Never', open: [] });
  writePastCustomer(dataFolder, { name: 'Refused', open: [0], failedTry: 'No token.' });
  writeFileSync(at('Damaged', 'workspace.sqlite'), 'no database');
  const lock = takeWriterLock(at('Held'), { program: 'the command line', activity: 'auditing' });
  onTestFinished(() => lock.release());
  // Somebody is in the middle of writing to it.
  const writer = new Database(at('Held', 'workspace.sqlite'));
  onTestFinished(() => {
    writer.close();
  });
  writer.exec("BEGIN IMMEDIATE; UPDATE run SET state = 'running'");

  const startedMs = performance.now();
  const standings = await client.workspaces.overview();
  expect(performance.now() - startedMs).toBeLessThan(2000);
  const of = (name: string) => standings.find(({ workspace }) => workspace === name);
  expect(standings.map(({ workspace }) => workspace)).toEqual([
    'Better',
    'Damaged',
    'Held',
    'Never',
    'Refused',
    'Worse',
  ]);
  expect(of('Better')?.overview).toMatchObject({
    open: 2,
    toActOn: 2,
    atStake: [{ currency: 'USD', amountMinor: 2501 + 2502 }],
    openTrend: [{ open: 5 }, { open: 4 }, { open: 2 }],
    failedTry: null,
  });
  expect(of('Worse')?.overview).toMatchObject({ open: 4, lastRun: { status: 'not_verified' } });
  expect(of('Damaged')).toMatchObject({
    overview: null,
    trouble: expect.stringContaining('damaged') as string,
  });
  expect(of('Held')).toMatchObject({
    busy: { program: 'the command line', isAudit: true },
    overview: { lastRun: { status: 'verified' } },
  });
  expect(of('Never')?.overview).toMatchObject({ lastRun: null, open: 0, openTrend: [] });
  expect(of('Refused')?.overview?.failedTry).toMatchObject({ sentence: 'No token.' });
  expect(JSON.stringify(standings)).not.toContain('CANARY');
  const list = await client.workspaces.list();
  expect(list.find(({ name }) => name === 'Damaged')?.trouble).toContain('damaged');
});

test('what is written by others shows the next time, and the workbook has a line for every customer', async () => {
  const reached = await reachDirectly();
  onTestFinished(() => reached.close());
  const { client, dataFolder } = reached;
  for (const customer of manyCustomers(20)) writePastCustomer(dataFolder, customer);
  await client.workspaces.openDemo();
  const [first] = await client.workspaces.overview();
  const name = first?.workspace ?? '';
  writePastCustomer(dataFolder, { name, open: [17] });
  const after = (await client.workspaces.overview()).find(({ workspace }) => workspace === name);
  expect(after?.overview?.open).toBe(17);

  const [ready, ...more] = await listOf(await client.exports.writeSummary());
  expect([ready, more]).toEqual([expect.objectContaining({ kind: 'ready', rows: 20 }), []]);
  const file = await client.exports.take({ fileId: ready?.kind === 'ready' ? ready.fileId : '' });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await file.arrayBuffer());
  const names = book.getWorksheet('Customers')?.getColumn(1).values.slice(4) ?? [];
  expect(names).toHaveLength(20);
  expect(names).not.toContain('Demo nonprofit');
});
