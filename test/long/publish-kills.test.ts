import { describe, expect, test } from 'vitest';
import { killedChain } from '../publish/kill-chain.ts';
import type { Postgres } from '../publish/postgres.ts';
import { pastCustomers } from '../publish/publishers.ts';
import { rowsOfFiles, rowsOfStore } from '../publish/rows.ts';
import { usePostgres } from '../publish/use-postgres.ts';

let postgres: Postgres;
const isFound = usePostgres((started) => (postgres = started));

describe.runIf(isFound)('a publisher that is killed 50 times', () => {
  test('loses nothing and doubles nothing', async () => {
    const folder = pastCustomers({ A: [2500, 2000, 30], B: [1, 2, 3], C: [1500] });
    const done = await killedChain(postgres, folder, { kills: 50, seed: 11, runs: 7 });
    console.info(`${done.inTheMiddle} of 50 kills left some runs there and some not.`);
    expect(done).toMatchObject({ halves: [], kills: 50 });
    expect(done.inTheMiddle).toBeGreaterThan(10);
    expect(await rowsOfStore(postgres.ask)).toEqual(rowsOfFiles(folder, ['A', 'B', 'C']));
  });
});
