import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { auditOnce } from '../support/audit-once.ts';

// Invariant 1 (reliability.md): the same recorded world gives the same digest, however it was read.
describe('the findings digest', () => {
  let sandbox: RunningSandbox;
  let expected: string;

  beforeAll(async () => {
    sandbox = await startSandbox({ donors: 300, gifts: 2000, seed: 11 });
    expected = (await auditOnce(sandbox)).report.run.digest;
  });
  afterAll(() => sandbox.close());

  it.each([
    ['small pages', { pageSize: 37 }, 1000],
    ['one request at a time', { concurrency: 1 }, 1000],
    ['many requests at a time', { concurrency: 16 }, 5000],
    ['another pace', {}, 150],
  ])('is the same with %s', async (_name, request, requestsPerSecond) => {
    expect((await auditOnce(sandbox, { request, requestsPerSecond })).report.run.digest).toBe(
      expected,
    );
  });

  it('is the same when the rules are run again on stored answers, without a single call', async () => {
    let again = '';
    let calls = 0;
    await auditOnce(sandbox, {
      inspect: (auditor, report) => {
        const before = sandbox.calls();
        again = auditor.rerun(report.run.workspace, report.run.id).run.digest;
        const after = sandbox.calls();
        calls = after.raise + after.crm - before.raise - before.crm;
      },
    });
    expect({ again, calls }).toEqual({ again: expected, calls: 0 });
  });

  it('changes when a record changes', async () => {
    const other = await startSandbox({ donors: 300, gifts: 2000, seed: 12 });
    try {
      expect((await auditOnce(other)).report.run.digest).not.toBe(expected);
    } finally {
      await other.close();
    }
  });
});
