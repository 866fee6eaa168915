import { openSync, readdirSync, writeSync, closeSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VerifyStep } from '../../src/core/model/verification.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { auditToEnd, listOf, makeCustomer } from './customer.ts';
import { TRANSPORTS, type Reached } from './transports.ts';

const WORLD = { donors: 60, gifts: 300, seed: 5, plant: 'none' as const };
const workspace = 'Hope and Help';
const usage = { code: 'FAILURE', data: { kind: 'usage' } };
let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await startSandbox(WORLD);
});
afterAll(() => sandbox.close());

describe.each(TRANSPORTS)('checking the files through %s', (_name, reach) => {
  let reached: Reached;
  beforeAll(async () => {
    reached = await reach();
    const { client } = reached;
    await makeCustomer(client, workspace, sandbox);
    await client.workspaces.create({ name: 'Another customer' });
    await auditToEnd(client, workspace);
  });
  afterAll(() => reached.close());

  const verify = async (): Promise<VerifyStep[]> =>
    listOf(await reached.client.workspaces.verify({ workspace }));

  test('tells progress, then that all is sound, and nothing of another customer', async () => {
    const steps = await verify();
    expect(steps.at(0)).toMatchObject({ kind: 'progress', file: 'workspace.sqlite' });
    expect(steps.slice(-2)).toMatchObject([
      { kind: 'workspace', result: { name: workspace, sound: true, runs: 1, problems: [] } },
      { kind: 'data_folder', problems: [] },
    ]);
    expect(JSON.stringify(steps)).not.toContain('Another customer');
  });

  test('is over at once for a workspace that is not there', async () => {
    const asked = async (): Promise<unknown> =>
      listOf(await reached.client.workspaces.verify({ workspace: '../keys' }));
    await expect(asked()).rejects.toMatchObject(usage);
  });

  test('stops when nobody listens any more, and can be begun again', async () => {
    const stop = new AbortController();
    const stream = await reached.client.workspaces.verify({ workspace }, { signal: stop.signal });
    await stream.next();
    stop.abort();
    await expect(listOf(stream)).rejects.toThrow();
    expect((await verify()).at(-1)).toMatchObject({ kind: 'data_folder' });
  });

  test('names the file that is damaged, and what can be done', async () => {
    const folder = join(reached.dataFolder, 'workspaces', workspace, 'runs');
    const name = readdirSync(folder).find((file) => file.endsWith('.sqlite')) ?? '';
    scribbleOver(join(folder, name));
    const result = (await verify()).find((step) => step.kind === 'workspace')?.result;
    expect(result).toMatchObject({ sound: false });
    expect(result?.problems).toMatchObject([{ file: join('runs', name), severity: 'damage' }]);
    expect(result?.problems[0]?.sentence).toMatch(/audit again\.$/);
  });
});

/** Overwrites the middle of a file, as a failing disk does. */
function scribbleOver(path: string): void {
  const file = openSync(path, 'r+');
  const { size } = statSync(path);
  writeSync(
    file,
    Buffer.alloc(Math.min(20_000, size / 2), 0x5a),
    0,
    undefined,
    Math.floor(size / 3),
  );
  closeSync(file);
}
