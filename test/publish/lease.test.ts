import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readStoreAddress } from '../../src/core/auditor.ts';
import { isFailure } from '../../src/core/model/failure.ts';
import { takeLease, type Lease } from '../../src/core/operations/publish/lease.ts';
import { leaseKey } from '../../src/core/operations/publish/lease-key.ts';
import type { Postgres } from './postgres.ts';
import { usePostgres } from './use-postgres.ts';

const CHILD = join(import.meta.dirname, 'lease-child.ts');
let postgres: Postgres;
const isFound = usePostgres((started) => (postgres = started));
beforeEach(async () => {
  if (isFound) await postgres.ask('DROP SCHEMA IF EXISTS tieout CASCADE');
});

interface Holder {
  readonly child: ChildProcess;
  /** What it said last. */
  said(): string;
  /** @returns when it says something that fits */
  says(pattern: RegExp): Promise<string>;
}

function start(key: string, ttlMs = 1500): Holder {
  const child = spawn(process.execPath, [CHILD, key, String(ttlMs)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, TIEOUT_PUBLISH_URL: postgres.url },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
  const says = async (pattern: RegExp): Promise<string> => {
    while (!pattern.test(text))
      await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    return text;
  };
  return { child, said: () => text, says };
}

const hold = (keys: readonly string[], ttlMs = 1500, patienceMs = 5000): Promise<Lease> =>
  takeLease({
    address: readStoreAddress(postgres.url),
    keys,
    words: 'the test',
    ttlMs,
    patienceMs,
  });

const expiry = async (): Promise<unknown> =>
  (await postgres.ask('SELECT expires::text AS at FROM tieout.lease'))[0]?.['at'];

describe.runIf(isFound)('one process at a time spends a customer’s quota', () => {
  test('of five that come at once one gets it, the others are told by whom; of another customer’s all is free', async () => {
    const holders = Array.from({ length: 5 }, () => start('raise:one', 20_000));
    const said = await Promise.all(holders.map((each) => each.says(/\n/)));
    expect(said.filter((text) => text === 'held\n')).toHaveLength(1);
    const winner = holders[said.indexOf('held\n')];
    for (const text of said.filter((each) => each !== 'held\n'))
      expect(text).toMatch(
        new RegExp(
          `^This customer’s quota is being used by process ${winner?.child.pid} \\(since .* for \\d+ s more\\): nothing was asked\\.`,
        ),
      );
    const other = await hold(['raise:two']);
    await other.release();
    const ended = once(winner?.child as ChildProcess, 'exit');
    winner?.child.stdin?.write('go\n');
    await ended;
    const next = await hold(['raise:one']);
    await next.release();
    expect(await postgres.ask('SELECT * FROM tieout.lease')).toEqual([]);
  });

  test('it is held as long as it is renewed, and lapses after a kill, by the server’s clock', async () => {
    const holder = start('crm:one', 12_000);
    await holder.says(/held/);
    const first = await expiry();
    while ((await expiry()) === first && holder.said() === 'held\n') await after(50);
    await expect(hold(['crm:one', 'raise:x'])).rejects.toSatisfy((error) =>
      isFailure(error, 'held_elsewhere'),
    );
    expect(holder.said()).toBe('held\n');
    holder.child.kill('SIGKILL');
    await once(holder.child, 'exit');
    await expect(hold(['crm:one'])).rejects.toSatisfy((error) =>
      isFailure(error, 'held_elsewhere'),
    );
    // So that nobody waits for it: what is left of it by the server's clock.
    await postgres.ask("UPDATE tieout.lease SET expires = clock_timestamp() + interval '3 s'");
    await expect(hold(['crm:one'])).rejects.toThrow(/for [123] s more/);
    while (
      (await postgres.ask('SELECT expires > clock_timestamp() AS holds FROM tieout.lease'))[0]?.[
        'holds'
      ] === true
    ) {
      await after(50);
    }
    const next = await hold(['crm:one']);
    await next.release();
  });

  test('a refusal takes none of several keys', async () => {
    const first = await hold(['workspace:a', 'raise:a']);
    await expect(hold(['raise:a', 'crm:b'])).rejects.toThrow(
      'This customer’s quota is being used by the test',
    );
    expect(
      (await postgres.ask('SELECT key FROM tieout.lease ORDER BY key')).map((row) => row['key']),
    ).toEqual(['raise:a', 'workspace:a']);
    await first.release();
  });

  test('a restart of the server passes unnoticed; one that stays away ends the work before another may begin', async () => {
    const lease = await hold(['raise:one'], 9000);
    await postgres.restart(300);
    const restartedAt = await expiry();
    while ((await expiry()) === restartedAt && lease.lost === null) await after(100);
    expect(lease.lost).toBeNull();
    const stoppedMs = performance.now();
    await postgres.stopAtOnce();
    while (!lease.signal.aborted && performance.now() - stoppedMs < 12_000) await after(50);
    expect(performance.now() - stoppedMs).toBeLessThan(9000);
    expect(lease.lost?.message).toMatch(
      /^The shared store 127\.0\.0\.1:\d+\/audits can’t be reached/,
    );
    await expect(hold(['raise:one'], 3000, 100)).rejects.toSatisfy((error) =>
      isFailure(error, 'network'),
    );
    await postgres.start();
    await lease.release();
  });

  test('whoever took it over ends the work of whoever had it', async () => {
    const lease = await hold(['raise:one'], 9000);
    await postgres.ask("UPDATE tieout.lease SET holder = gen_random_uuid(), words = 'somebody'");
    while (!lease.signal.aborted) await after(20);
    expect(lease.lost?.kind).toBe('held_elsewhere');
    await lease.release();
    expect(await postgres.ask('SELECT words FROM tieout.lease')).toEqual([{ words: 'somebody' }]);
  });
});

test('the key of a quota is the same for the same token at the same address, and holds nothing of it', () => {
  const key = leaseKey('raise', 'https://a.example', 'secretToken_1');
  expect(key).toBe(leaseKey('raise', 'https://a.example', 'secretToken_1'));
  expect(key).toMatch(/^raise:[0-9a-f]{32}$/);
  const others = [
    leaseKey('crm', 'https://a.example', 'secretToken_1'),
    leaseKey('raise', 'https://b.example', 'secretToken_1'),
    leaseKey('raise', 'https://a.example', 'secretToken_2'),
  ];
  expect(new Set([key, ...others]).size).toBe(4);
});
