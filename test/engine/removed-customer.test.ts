import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { reachDirectly } from './transports.ts';

/** Names nobody else has, in texts and in a folder's name. */
const workspace = 'Zyxw Canary Fund';
const CANARIES = [workspace, 'tok-en-canary-1', 'hook-canary-2', 'alert-canary-3', 'canary-owner'];

test(
  'a customer that was deleted is in no file of the data folder any more',
  { timeout: 60_000 },
  async () => {
    const reached = await reachDirectly();
    onTestFinished(() => reached.close());
    const { client, dataFolder } = reached;
    await client.keys.choose({ backend: 'passphrase', passphrase: 'long enough for a test' });
    await client.workspaces.create({ name: 'Hope' });
    await client.workspaces.create({ name: workspace });
    await client.connection.save({
      workspace,
      raiseUrl: 'https://a.example',
      crmUrl: 'https://b.example',
      raiseToken: 'tok-en-canary-1',
      crmToken: 'tok-en-canary-1',
    });
    await client.alerts.putSink({
      workspace,
      sink: { id: 'chat', kind: 'slack' },
      secret: 'https://hooks.example/alert-canary-3',
    });
    await client.live.keepSecret({ workspace, product: 'raise', secret: 'hook-canary-2' });
    await client.app.changePreferences({ lastWorkspace: workspace, name: 'Kim' });
    expect(found(dataFolder)).not.toEqual([]);

    await client.workspaces.remove({ workspace, confirm: workspace });
    expect(found(dataFolder)).toEqual([]);
    const { preferences } = await client.app.info();
    expect(preferences).toMatchObject({ lastWorkspace: null, name: 'Kim' });
    expect((await client.workspaces.list()).map(({ name }) => name)).toEqual(['Hope']);
  },
);

/** Where a canary stands: in the name of a file or folder, or in its bytes. */
function found(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const text = entry.isFile() ? readFileSync(path, 'latin1') : '';
    return CANARIES.filter((canary) => path.includes(canary) || text.includes(canary)).map(
      (canary) => `${canary} in ${path.slice(folder.length)}`,
    );
  });
}
