import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { ask } from './sandbox-client.ts';

const small = { nowUtc: '2026-11-20T12:00:00Z', plant: 'none', gifts: 40, donors: 20 } as const;

describe('access', () => {
  it('refuses a missing or wrong token in each product’s own words', async () => {
    const sandbox = await startSandbox(small);
    const crm = await ask(sandbox, 'crm', 'GET', '/api/Organization/Current', undefined, 'wrong');
    const raise = await ask(sandbox, 'raise', 'GET', '/api/Gift/list', undefined, 'wrong');
    expect([crm.status, crm.json]).toEqual([
      401,
      { message: 'Authorization has been denied for this request.' },
    ]);
    expect([raise.status, raise.json['title'], raise.json['status']]).toEqual([
      401,
      'Unauthorized',
      401,
    ]);
    expect(sandbox.calls()).toEqual({ raise: 1, crm: 1 });
    expect(sandbox.requests()).toContainEqual({
      product: 'crm',
      method: 'GET',
      path: '/api/Organization/Current',
      callKind: 'identity',
      asked: '',
      status: 401,
    });
    expect(crm.headers.get('access-control-allow-origin')).toBeNull();
    await sandbox.close();
  });

  it('tells the quota of CRM+ in headers and refuses above it until the window ends', async () => {
    const sandbox = await startSandbox({ ...small, quirks: { crmRateLimit: 3 } });
    let now = 1_800_000_000_000;
    sandbox.setClock(() => now);
    const answers = [];
    for (let n = 0; n < 4; n += 1)
      answers.push(await ask(sandbox, 'crm', 'GET', '/api/Organization/Current'));
    expect(answers.map((answer) => answer.headers.get('x-ratelimit-remaining'))).toEqual([
      '2',
      '1',
      '0',
      '0',
    ]);
    expect([answers[3]?.status, answers[3]?.headers.get('retry-after')]).toEqual([429, '3600']);
    expect(answers[0]?.headers.get('x-ratelimit-reset')).toBe(String(now / 1000 + 3600));
    now += 3_600_000;
    expect((await ask(sandbox, 'crm', 'GET', '/api/Organization/Current')).status).toBe(200);
    await sandbox.close();
  });

  it('lets other integrations spend the quota', async () => {
    const sandbox = await startSandbox({ ...small, quirks: { crmRateUsed: 100 } });
    sandbox.mutate.spendCrmQuota(900);
    const answer = await ask(sandbox, 'crm', 'GET', '/api/Permission');
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('3999');
    await sandbox.close();
  });

  it('has no rate headers on Raise, and a limit per second only by quirk', async () => {
    const sandbox = await startSandbox({ ...small, quirks: { raiseRatePerSecond: 2 } });
    sandbox.setClock(() => 1_800_000_000_000);
    const statuses = [];
    for (let n = 0; n < 3; n += 1)
      statuses.push((await ask(sandbox, 'raise', 'GET', '/api/Campaign/list')).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect(
      (await ask(sandbox, 'raise', 'GET', '/api/Campaign/list')).headers.get('x-ratelimit-limit'),
    ).toBeNull();
    await sandbox.close();
  });
});

describe('faults', () => {
  it('fail exactly the calls that the specification names', async () => {
    const sandbox = await startSandbox({
      ...small,
      faults: 'crm:gift:500@2x2, raise:donor:html, raise:gift:truncated, raise:campaign:reset',
    });
    const statuses = [];
    for (let n = 0; n < 5; n += 1)
      statuses.push((await ask(sandbox, 'crm', 'POST', '/api/Gift/Query', {})).status);
    expect(statuses).toEqual([200, 500, 500, 200, 200]);
    expect((await ask(sandbox, 'raise', 'GET', '/api/Donor/list')).text).toContain(
      '<!DOCTYPE html>',
    );
    await expect(ask(sandbox, 'raise', 'GET', '/api/Gift/list')).rejects.toThrow();
    await expect(ask(sandbox, 'raise', 'GET', '/api/Campaign/list')).rejects.toThrow();
    expect((await ask(sandbox, 'raise', 'GET', '/api/Campaign/list')).status).toBe(200);
    await sandbox.close();
  });

  it('come at the drawn rate, the same for the same seed', async () => {
    const runs = [];
    for (let run = 0; run < 2; run += 1) {
      const sandbox = await startSandbox({ ...small, faults: 'rate:0.1', seed: 5 });
      for (let n = 0; n < 200; n += 1)
        await ask(sandbox, 'crm', 'GET', '/api/Permission').catch(() => undefined);
      runs.push(sandbox.requests().map((request) => request.status));
      await sandbox.close();
    }
    expect(runs[0]).toEqual(runs[1]);
    const failed = runs[0]?.filter((status) => status !== 200).length ?? 0;
    expect(failed).toBeGreaterThan(8);
    expect(failed).toBeLessThan(40);
  });

  it('can leave a call without an answer', async () => {
    const sandbox = await startSandbox({ ...small, faults: '*:*:stall' });
    const waiting = fetch(`${sandbox.crmUrl}/api/Permission`, { signal: AbortSignal.timeout(150) });
    await expect(waiting).rejects.toThrow();
    expect(sandbox.requests()[0]?.status).toBe(0);
    await sandbox.close();
  });

  it('are refused when they cannot be read', async () => {
    await expect(startSandbox({ ...small, faults: 'crm:gift:teapot' })).rejects.toThrow(
      'cannot read',
    );
  });
});
