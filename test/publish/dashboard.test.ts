import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rootFolder } from '../../scripts/find-node.mjs';
import { createAuditor, readStoreAddress } from '../../src/core/auditor.ts';
import { findPostgres, startPostgres, type Postgres } from './postgres.ts';
import { pastCustomers } from './publishers.ts';

interface Dashboard {
  readonly templating: {
    readonly list: readonly {
      readonly name: string;
      readonly type: string;
      readonly query: string;
    }[];
  };
  readonly panels: readonly {
    readonly title: string;
    readonly type: string;
    readonly targets: readonly { readonly rawSql: string; readonly format: string }[];
  }[];
}

const at = (path: string): string => readFileSync(join(rootFolder, 'deploy', path), 'utf8');
const dashboard = JSON.parse(at('grafana/customers.json')) as Dashboard;
const bin = findPostgres();
let postgres: Postgres;
let reader: Client;

beforeAll(async () => {
  if (bin === null) return;
  postgres = await startPostgres(bin);
  const clean: (() => void)[] = [];
  const folder = pastCustomers({ Hope: [30, 3, 40], 'Human Fund': [0, 7] }, (each) =>
    clean.push(each),
  );
  const auditor = createAuditor({ dataFolder: folder, version: 'test' });
  for (const workspace of ['Hope', 'Human Fund'])
    await auditor.publishing.publish(workspace, { address: readStoreAddress(postgres.url) });
  auditor.close();
  for (const each of clean) each();
  await postgres.ask("CREATE ROLE looker LOGIN PASSWORD 'looking'");
  await postgres.ask(at('postgresql/reader.sql').replaceAll(':"reader"', 'looker'));
  const url = new URL(postgres.url);
  [url.username, url.password] = ['looker', 'looking'];
  reader = new Client({ connectionString: url.href });
  await reader.connect();
}, 60_000);
afterAll(async () => {
  if (bin === null) return;
  await reader.end();
  await postgres.close();
});

/** As Grafana fills in its own words: every customer chosen, the last 90 days. */
function filledIn(sql: string, customers = ["'Hope'", "'Human Fund'"]): string {
  const filled = sql
    .replaceAll('${customer:sqlstring}', customers.join(','))
    .replaceAll(
      /\$__timeFilter\(((?:[^()]|\([^()]*\))*)\)/g,
      "$1 BETWEEN now() - interval '90 days' AND now()",
    );
  expect(filled, 'words of Grafana’s that this test does not know').not.toMatch(/\$__|\$\{/);
  return filled;
}

const rowsOf = async (title: string): Promise<Record<string, unknown>[]> => {
  const sql = dashboard.panels.find((panel) => panel.title === title)?.targets[0]?.rawSql ?? '';
  return (await reader.query<Record<string, unknown>>(filledIn(sql))).rows;
};

describe.runIf(bin !== null)('the dashboard', () => {
  test.each(
    dashboard.panels.flatMap(({ title, targets }) =>
      targets.map((target) => [title, target] as const),
    ),
  )('asks, as a user who may read the views alone: %s', async (_title, { rawSql, format }) => {
    const { fields, rows } = await reader.query<Record<string, unknown>>(filledIn(rawSql));
    if (format === 'time_series') {
      expect(fields.map(({ name }) => name)).toEqual(['time', 'metric', 'value']);
      for (const { time } of rows) expect(time).toBeInstanceOf(Date);
    }
    expect((await reader.query(filledIn(rawSql, ["'nobody'"]))).rows.length).toBeLessThanOrEqual(1);
  });

  test('chooses among the customers there are', async () => {
    const variable = dashboard.templating.list.find(({ type }) => type === 'query');
    const { rows } = await reader.query<Record<string, unknown>>(variable?.query ?? '');
    expect(rows).toEqual([{ customer: 'Hope' }, { customer: 'Human Fund' }]);
  });

  test('shows the figures of the workspaces', async () => {
    expect(await rowsOf('Findings to act on')).toEqual([{ findings: '47' }]);
    expect(await rowsOf('Customers')).toEqual([{ customers: '2' }]);
    expect(await rowsOf('No audit for 36 hours')).toEqual([{ customers: '0' }]);
    expect(
      (await rowsOf('Gifts missing in CRM+'))
        .map(({ metric, value }) => `${String(metric)} ${String(value)}`)
        .toSorted(),
    ).toEqual(['Hope 3', 'Hope 30', 'Hope 40', 'Human Fund 0', 'Human Fund 7']);
    const amount = (count: number): number =>
      Array.from({ length: count }, (_, n) => 2_501 + n).reduce((sum, each) => sum + each, 0);
    expect(await rowsOf('At stake, by currency')).toEqual([
      { currency: 'USD', findings: '47', 'amount in minor units': String(amount(40) + amount(7)) },
    ]);
    expect(
      (await rowsOf('Customers, those with the most to act on first')).map((row) => [
        row['customer'],
        row['to act on'],
      ]),
    ).toEqual([
      ['Hope', '40'],
      ['Human Fund', '7'],
    ]);
  });

  test('is all that its user may read', async () => {
    for (const table of ['finding', 'run', 'open_finding', 'lease', 'customer'])
      await expect(reader.query(`SELECT * FROM tieout.${table}`)).rejects.toThrow(
        'permission denied',
      );
    await expect(reader.query("SELECT tieout.forget_before('2999-01-01')")).rejects.toThrow(
      'permission denied',
    );
  });

  test('what is forgotten leaves the newest runs and what is open', async () => {
    expect(await postgres.ask("SELECT tieout.forget_before('2999-01-01')::int AS gone")).toEqual([
      { gone: 3 },
    ]);
    expect(await rowsOf('Findings to act on')).toEqual([{ findings: '47' }]);
    expect(await postgres.ask('SELECT count(*)::int AS runs FROM tieout.run')).toEqual([
      { runs: 2 },
    ]);
  });
});
