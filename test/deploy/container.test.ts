import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import { rootFolder } from '../../scripts/find-node.mjs';
import { startSandbox } from '../../src/sandbox/index.ts';

const at = (name: string): string => join(rootFolder, 'deploy/container', name);
const dockerfile = readFileSync(at('Dockerfile'), 'utf8');
const NOBODY = 65_532;

test('the Dockerfile is one, runs as nobody and keeps data on a volume', () => {
  expect(validate(dockerfile)).toEqual([]);
  expect(validate(dockerfile.replace('ENTRYPOINT', 'ENTRY'))).not.toEqual([]);
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  expect(last).toMatch(new RegExp(`^USER ${NOBODY}:${NOBODY}$`, 'm'));
  expect(last).toMatch(/^VOLUME \["\/data"\]$/m);
  expect(dockerfile).not.toMatch(/TOKEN=|PUBLISH_URL=/);
});

/** One donor whose contact is somebody else. */
const ONE_DRIFT = {
  raise: { donors: [{ id: 1, firstName: 'Ada', lastName: 'Byron', crmKey: '7' }], gifts: [] },
  crm: { contacts: [{ id: 7, name: 'Someone Else' }], gifts: [] },
};

// What the image would hold, laid out as its COPY lines say: the packages are this checkout's.
describe.skipIf(process.platform === 'win32')('what the image holds', () => {
  let image: string;
  let data: string;
  let temporary: string;

  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'tieout-image-'));
    chmodSync(folder, 0o755);
    [image, data, temporary] = ['app', 'data', 'tmp'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    for (const each of [image, data, temporary]) mkdirSync(each, { mode: 0o755 });
    copyWhatIsNamed(image);
    symlinkSync(join(rootFolder, 'node_modules'), join(image, 'node_modules'));
    if (process.getuid?.() === 0)
      for (const each of [data, temporary]) chownSync(each, NOBODY, NOBODY);
  });
  afterAll(() => rmSync(dirname(image), { recursive: true, force: true }));

  const environment = (): NodeJS.ProcessEnv => ({
    PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
    TIEOUT_DATA_DIR: data,
    TMPDIR: temporary,
    HOME: temporary,
  });
  /** As nobody where this runs as root; nothing of the image can be written then. */
  const asNobody = (words: readonly string[]): readonly [string, readonly string[]] => {
    const program = join(image, 'as-a-job.sh');
    return process.getuid?.() === 0
      ? [
          'setpriv',
          [
            '--reuid',
            String(NOBODY),
            '--regid',
            String(NOBODY),
            '--clear-groups',
            '--no-new-privs',
            program,
            ...words,
          ],
        ]
      : [program, words];
  };

  test('is the command line and nothing of the window, the page, tests or tokens', () => {
    for (const name of ['src/cli/main.ts', 'src/core/auditor.ts', 'package.json', 'as-a-job.sh'])
      expect(existsSync(join(image, name)), name).toBe(true);
    for (const name of ['src/renderer', 'src/main', 'src/preload', 'test', '.git', 'docs'])
      expect(existsSync(join(image, name)), name).toBe(false);
  });

  test('audits as nobody, with nothing writable but its volume and /tmp; findings are no failure of the job', async () => {
    const sandbox = await startSandbox({ world: ONE_DRIFT });
    try {
      const [program, words] = asNobody([
        'audit',
        '--workspace',
        'Hope',
        '--raise-url',
        sandbox.raiseUrl,
        '--crm-url',
        sandbox.crmUrl,
        '--raise-rps=500',
        '--crm-rps=500',
        '--progress',
        'none',
      ]);
      const child = spawn(program, words, {
        env: {
          ...environment(),
          TIEOUT_RAISE_TOKEN: sandbox.raiseToken,
          TIEOUT_CRM_TOKEN: sandbox.crmToken,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (text: Buffer) => (said += text.toString()));
      const [status] = (await once(child, 'close')) as [number | null];
      expect(status, said).toBe(0);
      expect(said).toContain('1 finding to act on');
      expect(existsSync(join(data, 'workspaces/Hope/workspace.sqlite'))).toBe(true);
    } finally {
      await sandbox.close();
    }
  });

  test('passes every other status on, and SIGTERM', async () => {
    const [program, words] = asNobody(['audit', '--nonsense']);
    expect(spawnSync(program, words, { env: environment() }).status).toBe(2);
    const sandbox = await startSandbox({ donors: 20, gifts: 60, faults: 'raise:donor:429(300)' });
    try {
      const [again, waiting] = asNobody([
        'audit',
        '--workspace',
        'Stopped',
        '--raise-url',
        sandbox.raiseUrl,
        '--crm-url',
        sandbox.crmUrl,
        '--progress',
        'plain',
      ]);
      const child = spawn(again, waiting, {
        env: {
          ...environment(),
          TIEOUT_RAISE_TOKEN: sandbox.raiseToken,
          TIEOUT_CRM_TOKEN: sandbox.crmToken,
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      await once(child.stderr, 'data');
      child.kill('SIGTERM');
      const [status] = (await once(child, 'close')) as [number | null];
      expect(status).toBe(130);
    } finally {
      await sandbox.close();
    }
  });
});

/** Copies what the last stage's COPY lines name, but for what the ignore file leaves out. */
function copyWhatIsNamed(image: string): void {
  const ignored = readFileSync(at('Dockerfile.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !/^[#!*]/.test(line))
    .map((name) => join(rootFolder, name));
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  for (const [, from = '', to = ''] of last.matchAll(
    /^COPY (?:--chmod=\d+ )?([^\s-]\S*) (\S+)$/gm,
  )) {
    const target = to.endsWith('/')
      ? join(image, to, from.split('/').at(-1) ?? '')
      : join(image, to);
    cpSync(join(rootFolder, from), target, {
      recursive: true,
      filter: (path) => !ignored.includes(path),
    });
  }
}
