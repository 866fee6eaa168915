import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Cron } from 'croner';
import { describe, expect, it, onTestFinished } from 'vitest';
import { timerPlan, SYSTEMS } from '../../src/cli/system-timer/timer-plan.ts';
import { runCli } from './run-cli.ts';

const HOSTILE = `/tmp/with space/100% "quoted" & <angle> $HOME 'it''s' \\back`;
const order = {
  words: ['/usr/bin/true', 'daily', '--all', '--due', '--data-dir', HOSTILE],
  home: '/home/kim',
  dataFolder: 'C:\\Data & more',
  userId: 501,
};

describe('what is written for the system’s own scheduler', () => {
  const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
  if (!hasSystemd) console.info('Skipped: no systemd-analyze.');

  it.runIf(hasSystemd)('is taken by systemd, word for word', () => {
    const folder = temporaryFolder();
    const { files } = timerPlan('systemd', order);
    const paths = files.map(({ path, text }) => {
      const written = join(folder, basename(path));
      writeFileSync(written, text);
      return written;
    });
    const { status, stdout, stderr } = spawnSync(
      'systemd-analyze',
      ['--user', 'verify', ...paths],
      {
        encoding: 'utf8',
        env: { ...process.env, XDG_RUNTIME_DIR: folder },
      },
    );
    expect([status, stdout + stderr]).toEqual([0, '']);
    const { stdout: times, status: isTime } = spawnSync('systemd-analyze', ['calendar', '*:0/15'], {
      encoding: 'utf8',
    });
    expect([isTime, times]).toEqual([0, expect.stringContaining('Next elapse')]);
  });

  const hasPython = spawnSync('python3', ['--version']).status === 0;
  if (!hasPython) console.info('Skipped: no python3 to read XML with.');

  it.runIf(hasPython).each(['launchd', 'windows'] as const)(
    'is well-formed XML with the same words: %s',
    (system) => {
      const [file] = timerPlan(system, order).files;
      const bytes = Buffer.from(file?.text ?? '', file?.encoding);
      const script =
        'import sys,xml.etree.ElementTree as t;[print(e.text.strip()) for e in t.fromstring(sys.stdin.buffer.read()).iter() if e.text and e.text.strip()]';
      const { status, stdout, stderr } = spawnSync('python3', ['-X', 'utf8', '-c', script], {
        input: bytes,
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([0, '']);
      const texts = stdout.trim().split('\n');
      if (system === 'launchd') expect(texts).toEqual(expect.arrayContaining([...order.words]));
      else expect(texts).toContain('/usr/bin/true');
    },
  );

  it('is a line that cron understands and a shell takes apart into the same words', () => {
    const [note = ''] = timerPlan('cron', order).notes;
    const line = note.split('\n')[1] ?? '';
    const [, pattern = '', command = ''] = /^((?:\S+ ){4}\S+) (.*) >\/dev\/null$/.exec(line) ?? [];
    expect(
      new Cron(pattern, { paused: true }).nextRuns(2).map((at) => at.getMinutes() % 15),
    ).toEqual([0, 0]);
    const shown = command
      .replaceAll(String.raw`\%`, '%')
      .replace('/usr/bin/true', String.raw`printf '%s\n'`);
    const { stdout } = spawnSync('sh', ['-c', shown], { encoding: 'utf8' });
    expect(stdout.trimEnd().split('\n')).toEqual(order.words.slice(1));
  });
});

it('schedule shows all it would write, writes it only with --yes, and names no token', async () => {
  const home = temporaryFolder();
  const data = join(home, 'data');
  for (const system of SYSTEMS) {
    const { status, stdout, stderr } = await runCli(
      ['schedule', 'install', '--system', system, '--data-dir', data],
      { env: { HOME: home, TIEOUT_RAISE_TOKEN: 'CANARY-raise', TIEOUT_CRM_TOKEN: 'CANARY-crm' } },
    );
    expect([status, stdout]).toEqual([0, expect.stringMatching(/--all.+--due/s)]);
    expect(stdout).toContain('No token is kept');
    expect(stdout + stderr).not.toContain('CANARY');
  }
  expect(readdirSync(home)).toEqual(['data']);
}, 60_000);

it('a schedule is set, shown and taken away', async () => {
  const data = temporaryFolder();
  const tieout = (...words: string[]) => runCli([...words, '--data-dir', data]);
  const demo = await tieout(
    'audit',
    '--demo',
    '--records',
    'donors',
    '--progress',
    'none',
    '--workspace',
    'Hope',
  );
  expect(demo.status, demo.stderr).toBe(3);
  const set = await tieout('schedule', 'set', '--at', '05:30', '--records', 'gifts');
  expect([set.status, set.stdout]).toEqual([
    0,
    expect.stringContaining('every day at 05:30, gifts'),
  ]);
  expect(set.stdout).toMatch(/^Next: \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/m);
  const wrong = await tieout('schedule', 'set', '--at', '5:30');
  expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('HH:MM')]);
  const off = await tieout('schedule', 'off');
  expect(off.stdout).toContain('no schedule');
  const unknown = await tieout('schedule', 'instal');
  expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining('install')]);
}, 120_000);

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-timer-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
