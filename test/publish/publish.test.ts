import { once } from 'node:events';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { createAuditor, readStoreAddress, type Auditor } from '../../src/core/auditor.ts';
import { isFailure, sentenceOf } from '../../src/core/model/failure.ts';
import { openStore } from '../../src/core/operations/publish/store.ts';
import { openWorkspace } from '../../src/core/staging/workspaces.ts';
import {
  findingsOf,
  getRun,
  saveResult,
  summaryOf,
  tieOutOf,
} from '../../src/core/staging/runs.ts';
import type { Postgres } from './postgres.ts';
import { pastCustomers, standReady } from './publishers.ts';
import { killedChain } from './kill-chain.ts';
import { rowsOfFiles, rowsOfStore } from './rows.ts';
import { usePostgres } from './use-postgres.ts';

let postgres: Postgres;
const isFound = usePostgres((started) => (postgres = started));
beforeEach(async () => {
  if (isFound) await postgres.ask('DROP SCHEMA IF EXISTS tieout CASCADE');
});

function auditorOf(dataFolder: string): Auditor {
  return createAuditor({ dataFolder, version: 'test' });
}

const expectSame = async (dataFolder: string, names: readonly string[]): Promise<void> =>
  expect(await rowsOfStore(postgres.ask)).toEqual(rowsOfFiles(dataFolder, names));

describe.runIf(isFound)('what is published', () => {
  test('is what the workspace says, to the row; a second time changes nothing; a store that lost runs gets them again', async () => {
    const folder = pastCustomers({ Hope: [1500, 3, 40], 'Human Fund': [0, 7] });
    const auditor = auditorOf(folder);
    const address = readStoreAddress(postgres.url);
    try {
      expect(auditor.publishing.pending('Hope')).toHaveLength(3);
      const first = await auditor.publishing.publish('Hope', { address });
      expect([first.runs.length, first.findings, first.open]).toEqual([3, 1543, 40]);
      expect(auditor.publishing.pending('Hope')).toEqual([]);
      await auditor.publishing.publish('Human Fund', { address });
      await expectSame(folder, ['Hope', 'Human Fund']);
      const before = await rowsOfStore(postgres.ask);
      expect((await auditor.publishing.publish('Hope', { address })).runs).toEqual([]);
      expect(await rowsOfStore(postgres.ask)).toEqual(before);
      await postgres.ask('DELETE FROM tieout.run WHERE run_id = $1', [first.runs[1]]);
      expect((await auditor.publishing.publish('Hope', { address })).runs).toEqual([]);
      const again = await auditor.publishing.publish('Hope', { address, isAgain: true });
      expect(again.runs).toEqual([first.runs[1]]);
      await expectSame(folder, ['Hope', 'Human Fund']);
    } finally {
      auditor.close();
    }
  });

  test('of a run that was judged again follows, with the accounts of the runs after it', async () => {
    const folder = pastCustomers({ Hope: [5, 6, 7] });
    const auditor = auditorOf(folder);
    const address = readStoreAddress(postgres.url);
    try {
      const { runs } = await auditor.publishing.publish('Hope', { address });
      const { db } = openWorkspace(folder, 'Hope');
      const second = runs[1] ?? '';
      const { facts } = getRun(db, second);
      const findings = [...findingsOf(db, second)].slice(2);
      if (facts !== null)
        saveResult(db, facts, summaryOf(db, second), tieOutOf(db, second), findings);
      db.close();
      expect(auditor.publishing.pending('Hope')).toEqual(runs.slice(1));
      await auditor.publishing.publish('Hope', { address });
      await expectSame(folder, ['Hope']);
    } finally {
      auditor.close();
    }
  });

  test('of two customers of one name on two machines stays two customers’', async () => {
    const [here, there] = [pastCustomers({ Hope: [3, 4] }), pastCustomers({ Hope: [5] })];
    const address = readStoreAddress(postgres.url);
    for (const folder of [here, there]) {
      const auditor = auditorOf(folder);
      await auditor.publishing.publish('Hope', { address });
      auditor.close();
    }
    const rows = await rowsOfStore(postgres.ask);
    const [a, b] = [rowsOfFiles(here, ['Hope']), rowsOfFiles(there, ['Hope'])];
    expect(rows.findings).toEqual([...a.findings, ...b.findings].toSorted());
    const standing = await postgres.ask(
      'SELECT customer, to_act_on::int FROM tieout.customer_standing ORDER BY 2',
    );
    expect(standing.map((row) => row['to_act_on'])).toEqual([4, 5]);
    expect(new Set(standing.map((row) => row['customer'])).size).toBe(2);
  });

  test('is refused at once where trying again would not help, with what to do', async () => {
    const folder = pastCustomers({ Hope: [1] });
    const auditor = auditorOf(folder);
    const tried = async (url: string): Promise<string> => {
      const address = readStoreAddress(url);
      try {
        await auditor.publishing.publish('Hope', { address });
        return 'published';
      } catch (error) {
        expect(isFailure(error, 'usage'), sentenceOf(error)).toBe(true);
        expect(sentenceOf(error)).not.toContain(postgres.password);
        return sentenceOf(error);
      }
    };
    try {
      expect(await tried(`${postgres.url}?sslmode=verify-full`)).toContain(
        'takes no encrypted connections',
      );
      expect(await tried(postgres.url.replace(/audits$/, 'nowhere'))).toContain('no such database');
      expect(await tried(postgres.url.replace('publisher:', 'stranger:'))).toContain(
        'refused the user or the password',
      );
      expect(await tried(postgres.url)).toBe('published');
      await postgres.ask('INSERT INTO tieout.migration (version) VALUES (999)');
      expect(await tried(postgres.url)).toContain('made by a newer Tieout');
    } finally {
      auditor.close();
    }
  });

  test('lies in tables that many who come first make once', async () => {
    const address = readStoreAddress(postgres.url);
    for (let round = 0; round < 5; round += 1) {
      await postgres.ask('DROP SCHEMA IF EXISTS tieout CASCADE');
      const stores = await Promise.all(Array.from({ length: 8 }, () => openStore(address)));
      expect(new Set(stores.map(({ id }) => id)).size).toBe(1);
      await Promise.all(stores.map((store) => store.close()));
      expect(await postgres.ask('SELECT version FROM tieout.migration')).toEqual([{ version: 10 }]);
    }
  });

  test('by two publishers at once of one folder and of a copy of it is there once', async () => {
    const names = { A: [900, 20, 3], B: [700, 9], C: [1, 2, 3, 4] };
    const folder = pastCustomers(names);
    const copy = pastCustomers({});
    mkdirSync(join(copy, 'workspaces'), { recursive: true });
    cpSync(join(folder, 'workspaces'), join(copy, 'workspaces'), { recursive: true });
    const publishers = await Promise.all(
      [folder, folder, copy].map((of) => standReady(postgres.url, of)),
    );
    const ends = await Promise.all(publishers.map((each) => each.go()));
    expect(ends.map(({ code, said }) => [code, code === 0 ? '' : said])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
    ]);
    await expectSame(folder, Object.keys(names));
    expect(await postgres.ask('SELECT version FROM tieout.migration')).toEqual([{ version: 10 }]);
  });

  test('is whole or not there when the publisher is killed at random, and whole in the end', async () => {
    const folder = pastCustomers({ A: [2500, 2000], B: [1, 2, 3], C: [1500] });
    const done = await killedChain(postgres, folder, { kills: 4, seed: 7, runs: 6 });
    expect(done).toMatchObject({ halves: [], kills: 4 });
    await expectSame(folder, ['A', 'B', 'C']);
  });

  test('survives a restart of the server in the middle', async () => {
    const folder = pastCustomers({ A: [2500, 2000, 1000], B: [1, 2, 3] });
    const publisher = await standReady(postgres.url, folder);
    const end = publisher.go();
    await once(publisher.child.stdout as NodeJS.ReadableStream, 'data');
    await postgres.restart(300);
    const [{ code, said }, runs] = [await end, rowsOfFiles(folder, ['A', 'B']).runs.length];
    expect([code, said.trim().split('\n').length], said).toEqual([0, runs]);
    await expectSame(folder, ['A', 'B']);
  });
});
