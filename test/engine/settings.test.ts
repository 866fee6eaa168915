import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { SettingsPatch } from '../../src/contract/settings.ts';
import { openWorkspaceFile } from '../../src/core/staging/workspace-file.ts';
import { openPreferences } from '../../src/engine/preferences.ts';
import { makeDataFolder } from './temp-data.ts';
import { reachDirectly, startEngine, type Client } from './transports.ts';

const workspace = 'Hope';
let client: Client;
let dataFolder: string;
let restart: () => Promise<Client>;

beforeEach(async () => {
  const reached = await reachDirectly();
  onTestFinished(() => reached.close());
  ({ client, dataFolder } = reached);
  await client.workspaces.create({ name: workspace });
  restart = async () => {
    await reached.endEngine();
    const engine = await startEngine(dataFolder);
    onTestFinished(() => engine.close());
    return engine.client;
  };
});

/** Writes the settings as another Tieout may have left them; the engine must not be running. */
function storeSettings(name: string, settings: string): void {
  const db = openWorkspaceFile(join(dataFolder, 'workspaces', name, 'workspace.sqlite'));
  db.prepare('UPDATE workspace SET settings = ?').run([settings]);
  db.close();
}

describe('settings', () => {
  test('change together or not at all, and the sentence names what is wrong', async () => {
    const before = await client.workspaces.get({ workspace });
    const patches: readonly (readonly [unknown, string])[] = [
      [{ lagHours: 3, dateToleranceDays: 1.5 }, 'dateToleranceDays'],
      [{ lagHours: 3, colour: 'mauve' }, 'colour'],
      [{ lagHours: -1 }, 'lagHours'],
      [{ lagHours: 3, raiseUrlTemplates: { gift: 'http://x/{id}' } }, 'raiseUrlTemplates.gift'],
      [{ lagHours: 3, views: [{ name: ' ', query: {} }] }, 'views.0.name'],
      [{ lagHours: 3, views: [{ name: 'x', query: { sates: [] } }] }, 'views.0.query'],
      [{ lagHours: 3, whatever: 1 }, 'whatever'],
    ];
    for (const [patch, named] of patches) {
      const change = client.workspaces.changeSettings({ workspace, patch: patch as SettingsPatch });
      await expect(change).rejects.toMatchObject({
        code: 'FAILURE',
        data: { kind: 'usage', sentence: expect.stringContaining(named) },
      });
    }
    expect(await client.workspaces.get({ workspace })).toEqual(before);
    const patch = { lagHours: 3, timeZone: 'Europe/Zurich' };
    const { settings } = await client.workspaces.changeSettings({ workspace, patch });
    expect(settings).toEqual({ ...before.settings, ...patch });
  });

  test('of an older Tieout get the usual values, and a newer one’s members stay', async () => {
    const usual = (await client.workspaces.get({ workspace })).settings;
    const asked = await restart().then(async (next) => {
      await next.workspaces.list();
      return next;
    });
    storeSettings(workspace, '{"lagHours":7,"fromTheFuture":{"a":[1]}}');
    const { settings } = await asked.workspaces.get({ workspace });
    expect(settings).toEqual({ ...usual, colour: 'blue', lagHours: 7 });
    await asked.workspaces.changeSettings({ workspace, patch: { lagHours: 8 } });
    const path = join(dataFolder, 'workspaces', workspace, 'workspace.sqlite');
    const db = openWorkspaceFile(path, true);
    const stored: unknown = db.prepare('SELECT settings FROM workspace').pluck().get();
    db.close();
    expect(JSON.parse(String(stored))).toMatchObject({ lagHours: 8, fromTheFuture: { a: [1] } });
  });

  test('that can’t be understood shut their workspace only, and stay as they are', async () => {
    await client.workspaces.create({ name: 'Other' });
    storeSettings(workspace, '{"lagHours":"many"}');
    const opened = client.workspaces.get({ workspace });
    await expect(opened).rejects.toMatchObject({
      data: { kind: 'storage', sentence: expect.stringContaining('lagHours') },
    });
    const change = client.workspaces.changeSettings({ workspace, patch: { lagHours: 3 } });
    await expect(change).rejects.toMatchObject({ data: { kind: 'storage' } });
    expect((await client.workspaces.list()).map(({ name }) => name)).toEqual([workspace, 'Other']);
    expect(await client.workspaces.remove({ workspace, confirm: workspace })).toBeDefined();
  });

  test('of a file that is no database shut that workspace only', async () => {
    const folder = join(dataFolder, 'workspaces', 'Broken');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'workspace.sqlite'),
      'no database at all, but long enough'.repeat(9),
    );
    expect((await client.workspaces.list()).map(({ name }) => name)).toEqual(['Broken', workspace]);
    const opened = client.workspaces.get({ workspace: 'Broken' });
    await expect(opened).rejects.toMatchObject({ data: { kind: 'storage' } });
  });
});

test.each(['hope', 'HOPE', ' Hope ', 'Hope'])('"%s" is taken beside "Hope"', async (name) => {
  const made = client.workspaces.create({ name });
  await expect(made).rejects.toMatchObject({ code: 'FAILURE', data: { kind: 'usage' } });
  expect(await client.workspaces.list()).toHaveLength(1);
});

test.each(['..', '../x', 'a/b', 'a\\b', '.hidden', 'a\0b', 'x.', ' '])(
  '"%s" can’t be a workspace’s name, for any command',
  async (name) => {
    const usage = { code: 'FAILURE', data: { kind: 'usage' } };
    await expect(client.workspaces.create({ name })).rejects.toMatchObject(usage);
    await expect(client.workspaces.get({ workspace: name })).rejects.toMatchObject(usage);
    const removal = client.workspaces.remove({ workspace: name, confirm: name });
    await expect(removal).rejects.toMatchObject(usage);
  },
);

describe('preferences', () => {
  test.each(['', '{', '[]', '{"theme":"neon"}', 'null'])('damaged to %j are the usual', (text) => {
    const folder = makeDataFolder();
    onTestFinished(() => folder.remove());
    writeFileSync(join(folder.path, 'preferences.json'), text);
    const preferences = openPreferences(folder.path);
    expect(preferences.get()).toEqual({ theme: 'system', lastWorkspace: null, name: null });
    preferences.change({ theme: 'dark' });
    expect(openPreferences(folder.path).get().theme).toBe('dark');
  });

  test('that can’t be written are a storage failure, and stay as they were', async () => {
    mkdirSync(join(dataFolder, 'preferences.json'));
    const change = client.app.changePreferences({ theme: 'dark' });
    await expect(change).rejects.toMatchObject({ code: 'FAILURE', data: { kind: 'storage' } });
    expect((await client.app.info()).preferences.theme).toBe('system');
  });

  test('keep what is not changed', async () => {
    await client.app.changePreferences({ theme: 'dark' });
    await client.app.changePreferences({ lastWorkspace: workspace });
    const stored: unknown = JSON.parse(readFileSync(join(dataFolder, 'preferences.json'), 'utf8'));
    expect(stored).toEqual({ theme: 'dark', lastWorkspace: workspace, name: null });
  });
});
