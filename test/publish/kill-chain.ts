import { setTimeout as after } from 'node:timers/promises';
import type { Postgres } from './postgres.ts';
import { standReady } from './publishers.ts';

/**
 * Publishes a data folder by one process after another, each killed at an instant that nobody chose, until so many were; the last one may
 * end. What is there after each kill must be whole runs.
 * @param runs how many runs the folder has
 * @returns the runs that were found in halves, how many processes were killed, and after how many of these some runs were there and some not
 */
export async function killedChain(
  postgres: Postgres,
  dataFolder: string,
  { kills, seed, runs }: { readonly kills: number; readonly seed: number; readonly runs: number },
): Promise<{ readonly halves: unknown[]; readonly kills: number; readonly inTheMiddle: number }> {
  const random = numbersFrom(seed);
  const halves: unknown[] = [];
  let [killed, inTheMiddle] = [0, 0];
  // How long a whole one takes, so that kills fall everywhere in it; the longest seen so far.
  let wholeMs = 600;
  while (killed < kills) {
    const publisher = await standReady(postgres.url, dataFolder);
    const startedMs = performance.now();
    const end = publisher.go();
    const won = await Promise.race([end, after(random() * wholeMs, null)]);
    if (won === null) {
      publisher.child.kill('SIGKILL');
      const { code } = await end;
      if (code === null) killed += 1;
    } else {
      wholeMs = Math.max(100, performance.now() - startedMs);
    }
    halves.push(...(await halfRuns(postgres)));
    const there = await countRuns(postgres);
    if (won === null && there > 0 && there < runs) inTheMiddle += 1;
    // All is there: begin anew, so that there is something to kill in the middle of.
    if (there === runs) await postgres.ask('DROP SCHEMA tieout CASCADE');
  }
  const last = await standReady(postgres.url, dataFolder);
  const { code, said } = await last.go();
  if (code !== 0) halves.push(said);
  return { halves, kills: killed, inTheMiddle };
}

async function hasTables({ ask }: Postgres): Promise<boolean> {
  const [row] = await ask("SELECT to_regclass('tieout.lease') IS NOT NULL AS there");
  return row?.['there'] === true;
}

async function countRuns(postgres: Postgres): Promise<number> {
  if (!(await hasTables(postgres))) return 0;
  const [row] = await postgres.ask('SELECT count(*)::int AS count FROM tieout.run');
  return Number(row?.['count']);
}

/** Runs whose rows are not as many as the run says. */
async function halfRuns(postgres: Postgres): Promise<unknown[]> {
  if (!(await hasTables(postgres))) return [];
  const { ask } = postgres;
  return ask(`SELECT run_id FROM tieout.run r WHERE findings <> (SELECT count(*) FROM tieout.finding f
      WHERE f.customer_id = r.customer_id AND f.run_id = r.run_id)
    OR 5 <> (SELECT count(*) FROM tieout.coverage c WHERE c.customer_id = r.customer_id AND c.run_id = r.run_id)`);
}

/** Numbers from 0 to 1, the same for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
