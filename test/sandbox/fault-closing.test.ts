import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const child = fileURLToPath(new URL('./fault-closing-child.ts', import.meta.url));

it.each([
  ['sandbox', ['0 broken', '200 broken', '200 broken', '0 broken']],
  ['proxy', ['0 broken', '0 broken', '0 broken', '0 broken']],
  ['down', ['0 broken', '0 broken']],
])('%s: what is outstanding ends when it is closed, and no handle is left', async (what, ended) => {
  const { stdout } = await run(process.execPath, [child, what], { timeout: 20_000 });
  expect(JSON.parse(stdout)).toEqual(ended);
});
