import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateWorkflow } from '@action-validator/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { rootFolder } from '../../scripts/find-node.mjs';

const at = (path: string): string => join(rootFolder, 'deploy', path);
const workflow = readFileSync(at('github/audit.yml'), 'utf8');

describe('the example for GitHub Actions', () => {
  test('is a workflow by GitHub’s own schema', () => {
    expect(validateWorkflow(workflow).errors).toEqual([]);
  });

  test.each([
    ['runs-on', 'run-on'],
    ['cancel-in-progress', 'cancel-in-work'],
    ['uses: actions/checkout@v4', 'use: actions/checkout@v4'],
  ])('would not be one with a mistake in %s', (right, wrong) => {
    expect(workflow).toContain(right);
    expect(validateWorkflow(workflow.replace(right, wrong)).errors).not.toEqual([]);
  });

  test('gives secrets to one step’s environment alone, and to no command line', () => {
    const [before = '', step = ''] = workflow.split('- name: Audit yesterday');
    expect(before).not.toContain('${{ secrets');
    expect(step.split('run: |')[1]).not.toContain('${{');
  });
});

describe('the units for systemd', () => {
  const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
  if (!hasSystemd) console.info('Skipped: no systemd-analyze.');

  const analyze = (...words: string[]): { status: number | null; said: string } => {
    const { status, stdout, stderr } = spawnSync('systemd-analyze', words, { encoding: 'utf8' });
    return { status, said: stdout + stderr };
  };

  test.runIf(hasSystemd)('are taken as they are, a customer’s name with spaces too', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tieout-units-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const units = ['service', 'timer'].map((kind) => {
      const path = join(folder, `tieout@Human\\x20Fund.${kind}`);
      copyFileSync(at(`systemd/tieout@.${kind}`), path);
      return path;
    });
    expect(analyze('verify', '--man=no', ...units)).toEqual({ status: 0, said: '' });
    const wrong = join(folder, 'tieout@Wrong.service');
    writeFileSync(
      wrong,
      readFileSync(at('systemd/tieout@.service'), 'utf8').replace('Type=oneshot', 'Type=onceshot'),
    );
    expect(analyze('verify', '--man=no', wrong).said).toContain('onceshot');
  });

  test.runIf(hasSystemd)('leave a process little to do harm with: exposure below 2 of 10', () => {
    const { status, said } = analyze(
      'security',
      '--offline=true',
      '--threshold=20',
      at('systemd/tieout@.service'),
    );
    expect(status, said).toBe(0);
    expect(said).toMatch(/Overall exposure level for .*: [01]\.\d OK/);
  });
});
