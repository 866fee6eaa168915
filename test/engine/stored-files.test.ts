import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { rootFolder } from '../../scripts/find-node.mjs';
import { makeCanaryCustomer } from './canary-customer.ts';
import { reachDirectly } from './transports.ts';

test(
  'what is stored is what SECURITY.md lists, and only its owner may read it',
  { timeout: 60_000 },
  async () => {
    const reached = await reachDirectly();
    onTestFinished(() => reached.close());
    const { client, dataFolder } = reached;
    await client.keys.choose({ backend: 'passphrase', passphrase: 'long enough for a test' });
    const { asked, sandbox } = await makeCanaryCustomer(client, 'Hope', 31_415);
    onTestFinished(() => sandbox.close());
    const { workspace } = asked;
    await client.live.keepSecret({ workspace, product: 'raise', secret: null });
    await client.live.start({ workspace, port: null });
    await client.app.changePreferences({ lastWorkspace: workspace });

    const entries = readdirSync(dataFolder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const patterns = listedPatterns();
    // SQLite's journals lie beside their database and hold the same.
    const names = files.map((file) =>
      relative(dataFolder, file)
        .split(sep)
        .join('/')
        .replace(/-(?:wal|shm)$/, ''),
    );
    expect(names.filter((name) => !patterns.some((pattern) => pattern.test(name)))).toEqual([]);
    for (const pattern of [
      /^keys\.json$/,
      /workspace\.sqlite$/,
      /^workspaces\/Hope\/runs\/.*\.sqlite$/,
      /live\.sqlite$/,
      /\.lock$/,
    ])
      expect(
        names.some((name) => pattern.test(name)),
        String(pattern),
      ).toBe(true);
    if (process.platform === 'win32') return;
    const folders = entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name));
    const open = [
      ...files.map((path) => [path, 0o600] as const),
      ...folders.map((path) => [path, 0o700] as const),
    ].filter(([path, mode]) => (statSync(path).mode & 0o777) !== mode);
    expect(open).toEqual([]);
  },
);

/** The first cells of the table under "What is stored, and where": "<customer>" is any name, "*" anything in a name. */
function listedPatterns(): RegExp[] {
  const page = readFileSync(join(rootFolder, 'SECURITY.md'), 'utf8');
  const [, section = ''] = page.split('## What is stored, and where');
  const cells = section.split('\n## ')[0]?.matchAll(/^\| `([^`]+)`/gm) ?? [];
  return [...cells].map(([, cell = '']) => {
    const text = cell
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace('<customer>', '[^/]+')
      .replaceAll('*', '[^/]*');
    return new RegExp(`^${text}${text.endsWith('/') ? '' : '$'}`);
  });
}
