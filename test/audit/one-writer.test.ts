import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createAuditor,
  DEFAULT_REQUEST,
  type AuditCommand,
  type Auditor,
  type Link,
} from '../../src/core/auditor.ts';
import { isFailure, sentenceOf } from '../../src/core/model/failure.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { tempFolder } from '../staging/temp-folder.ts';

// reliability.md, Kill and resume: of two who would change a workspace the second is told who holds it, and may read.
let sandbox: RunningSandbox;
let dataFolder: string;
let window: Auditor;
let tab: Auditor;

beforeEach(async () => {
  sandbox = await startSandbox({ donors: 20, gifts: 30, plant: 'none' });
  dataFolder = tempFolder();
  window = createAuditor({ dataFolder, version: 'test', program: 'the window' });
  tab = createAuditor({ dataFolder, version: 'test', program: 'the browser tab' });
});
afterEach(async () => {
  window.close();
  tab.close();
  await sandbox.close();
});

function linkOf(auditor: Auditor): Link {
  return auditor.connect({
    raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond: 1000 },
    crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond: 1000 },
  });
}

const COMMAND: AuditCommand = { workspace: 'Hope', request: DEFAULT_REQUEST };

/** Starts an audit in the window that stands still at its first page until `goOn` is called. */
async function auditThatWaits(): Promise<{ goOn: () => void; done: Promise<unknown> }> {
  const link = linkOf(window);
  const held = Promise.withResolvers<undefined>();
  const done = window.audit(link, {
    ...COMMAND,
    onStart: () => {
      link.pause();
      held.resolve(undefined);
    },
  });
  await held.promise;
  return { goOn: () => link.resume(), done };
}

async function refusal(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    expect(isFailure(error, 'in_use'), sentenceOf(error)).toBe(true);
    return sentenceOf(error);
  }
  throw new Error('It was not refused.');
}

it('while one audits, another can neither audit, go on, judge again nor delete', async () => {
  const first = await window.audit(linkOf(window), COMMAND);
  expect(window.holder('Hope')).toBeNull();
  const { goOn, done } = await auditThatWaits();
  const link = linkOf(tab);
  const before = sandbox.calls();
  for (const work of [
    () => tab.audit(link, COMMAND),
    () => tab.audit(link, { ...COMMAND, resume: true }),
    () => tab.rerun('Hope', first.run.id),
    () => tab.customers.remove('Hope'),
    // Nor can the same process twice.
    () => window.audit(linkOf(window), COMMAND),
  ])
    expect(await refusal(work)).toContain(
      `Workspace Hope is being audited by the window (process ${process.pid} on `,
    );
  expect(sandbox.calls()).toEqual(before);
  // Two runs, none of them of those who were refused.
  expect(tab.runs('Hope').map((run) => run.state)).toEqual(['running', 'finished']);

  expect(tab.holder('Hope')).toMatchObject({ program: 'the window', activity: 'auditing' });
  expect(tab.report('Hope').run.digest).toBe(first.run.digest);
  expect([...tab.report('Hope').findings()]).toEqual([...first.findings()]);
  await tab.export(tab.report('Hope'), join(dataFolder, 'read.csv'));
  expect((await tab.plan(link, DEFAULT_REQUEST)).streams).toHaveLength(7);
  // A workspace of its own is nobody's.
  await tab.audit(link, { ...COMMAND, workspace: 'Other' });

  goOn();
  await done;
  expect(tab.holder('Hope')).toBeNull();
  expect(tab.rerun('Hope', first.run.id).run.digest).toBe(first.run.digest);
  expect((await tab.audit(link, COMMAND)).run.digest).toBe(first.run.digest);
  tab.customers.remove('Hope');
  expect(existsSync(join(dataFolder, 'workspaces', 'Hope'))).toBe(false);
  expect(tab.workspaces()).toEqual(['Other']);
});

it('lets go when an audit fails, is refused or is cancelled', async () => {
  const link = linkOf(window);
  const attempts: readonly Partial<AuditCommand>[] = [
    { resume: true },
    { signal: AbortSignal.abort() },
    {
      onStart: () => {
        throw new Error('in the middle');
      },
    },
  ];
  for (const attempt of attempts) {
    await expect(window.audit(link, { ...COMMAND, ...attempt })).rejects.toThrow();
    expect(window.holder('Hope')).toBeNull();
  }
  expect(() => window.rerun('Hope', 'no such run')).toThrow('There is no run');
  expect(window.holder('Hope')).toBeNull();
  // What was interrupted is gone on with, by whoever comes.
  await tab.audit(linkOf(tab), { ...COMMAND, resume: true });
});
