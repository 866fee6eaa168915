import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settingsWords } from '../../src/renderer/words/settings.ts';
import { startWords } from '../../src/renderer/words/start.ts';
import {
  createWorkspace,
  goTo,
  openDemo,
  planAndStart,
  waitUntilFinished,
} from './support/audit-steps.ts';
import { describeInBrowser } from './support/browser.ts';
import { tabTo } from './support/keyboard.ts';
import { openTieout } from './support/open-tieout.ts';
import { scribbleOver } from './support/pace-screens.ts';
import { serveTieout } from './support/served-tieout.ts';
import { graveViolations } from './support/violations.ts';

const words = settingsWords.files;

describeInBrowser('checking the files of a workspace', () => {
  test('finds them sound, can be stopped, names what is damaged, and fails with a sentence', async () => {
    const { page, host, dataFolder } = await openTieout();
    await openDemo(page);
    await planAndStart(page);
    await waitUntilFinished(page);
    await goTo(page, 'settings');
    await tabTo(page, words.check);
    await page.keyboard.press('Enter');
    await page.getByText(words.sound).waitFor();
    await page.getByText(/^One audit, \d+ files, .+; checked at .+\.$/).waitFor();
    expect(await graveViolations(page)).toEqual([]);

    // While the host stands still, so does its check.
    process.kill(host.pid, 'SIGSTOP');
    await page.getByRole('button', { name: words.again }).click();
    await page.getByRole('progressbar', { name: words.title }).waitFor();
    expect(await graveViolations(page)).toEqual([]);
    await page.getByRole('button', { name: words.cancel }).click();
    await page.getByText(words.cancelled).waitFor();
    process.kill(host.pid, 'SIGCONT');

    const folder = join(dataFolder, 'workspaces', 'Demo nonprofit');
    const [name = ''] = readdirSync(join(folder, 'runs')).filter((each) =>
      each.endsWith('.sqlite'),
    );
    scribbleOver(join(folder, 'runs', name));
    await page.getByRole('button', { name: words.again }).click();
    await page.getByText(words.damaged(1)).waitFor();
    await page.getByText(join('runs', name), { exact: true }).waitFor();
    expect(await graveViolations(page)).toEqual([]);

    renameSync(folder, join(dataFolder, 'elsewhere'));
    await page.getByRole('button', { name: words.again }).click();
    await page
      .getByRole('alert')
      .getByText(/There is no workspace/)
      .waitFor();
  });

  test('is there for a workspace that can’t be opened any more', async () => {
    const { page, host, faults, dataFolder } = await openTieout();
    faults.expect(
      /ERR_CONNECTION_(?:REFUSED|RESET)|WebSocket connection to|Unable to preload|status of 40[13].*\/session/,
    );
    await createWorkspace(page, 'Hope');
    await host.stop();
    writeFileSync(join(dataFolder, 'workspaces', 'Hope', 'workspace.sqlite'), 'no database');
    const again = await serveTieout({ dataFolder });
    try {
      await page.goto(again.link);
      await page.getByRole('link', { name: startWords.openNamed('Hope') }).click();
      await page.getByRole('alert').waitFor();
      await page.getByRole('button', { name: words.check }).click();
      await page.getByText(words.damaged(1)).waitFor();
      await page.getByText('workspace.sqlite', { exact: true }).waitFor();
      expect(await graveViolations(page)).toEqual([]);
    } finally {
      await again.stop();
    }
  });
});
