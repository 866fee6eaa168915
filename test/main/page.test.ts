import { beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../support/chromium.ts';
import { buildMain, type BuiltMain } from './stand-in/built-main.ts';
import {
  makeDataFolder,
  startDriven,
  startReal,
  whyNoElectron,
  type DrivenPage,
} from './stand-in/main-test.ts';

const chromium = await findChromium();
const whyNoStandIn = chromium === null ? 'no Chromium can be had on this machine' : null;
const hosts = [
  { name: 'the stand-in', whyNot: whyNoStandIn, start: startDriven },
  { name: 'Electron', whyNot: whyNoElectron(), start: startReal },
];
for (const { name, whyNot } of hosts) {
  if (whyNot !== null) console.log(`Skipped, the window in ${name}: ${whyNot}.`);
}

let built: BuiltMain;
beforeAll(async () => {
  built = await buildMain();
  return () => built.remove();
});

describe.each(hosts)('the page in $name', ({ whyNot, start }) => {
  let host: DrivenPage;
  beforeAll(async () => {
    if (whyNot !== null) return undefined;
    const data = await makeDataFolder();
    const env = { STAND_IN_CHROMIUM: chromium ?? '', TIEOUT_DATA_DIR: data.path };
    host = await start(built.driven, env);
    return async () => {
      await host.stop();
      await data.remove();
    };
  });

  test.skipIf(whyNot !== null)('finds the door and nothing else of its host', async () => {
    expect(await host.page('Object.keys(tieoutHost).sort()')).toEqual([
      'kind',
      'onCommand',
      'requestPort',
    ]);
    expect(await host.page('[tieoutHost.kind, Object.isFrozen(tieoutHost)]')).toEqual([
      'window',
      true,
    ]);
    const names = ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', 'global'];
    expect(
      await host.page(`${JSON.stringify(names)}.filter((name) => name in globalThis)`),
    ).toEqual([]);
  });

  test.skipIf(whyNot !== null)('comes with a policy of its own nonce each time', async () => {
    const asked = `fetch(location.pathname).then(async (answer) =>
      [answer.headers.get('content-security-policy'), await answer.text()])`;
    const [policy, html] = await host.page<[string, string]>(asked);
    const nonce = /'nonce-([\w+/=]{24})'/.exec(policy)?.[1] ?? 'none';
    expect(html).toContain(`content="${nonce}"`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    const [another] = await host.page<[string, string]>(asked);
    expect(another).not.toContain(nonce);
  });

  test.skipIf(whyNot !== null)('asks the contract: a demo, its audit, its findings', async () => {
    expect(await host.page('driven.engine.workspaces.list()')).toEqual([]);
    const facts = await host.page<{ state: string; findings: number; host: string }>(`(async () => {
      const { engine } = driven;
      const { name: workspace } = await engine.workspaces.openDemo();
      const patch = { raiseRps: 500, crmRps: 500 };
      await engine.workspaces.changeSettings({ workspace, patch });
      const scope = { records: ['donor'], from: null, to: null, modifiedFrom: null, ids: null };
      const states = await engine.runs.watch({ workspace });
      await engine.runs.start({ workspace, scope });
      let last = 'none';
      for await (const { state } of states) {
        last = state;
        if (state !== 'running' && state !== 'idle') break;
      }
      const [run] = await engine.runs.list({ workspace });
      const { host } = await engine.app.info();
      return { state: last, findings: run.findings, host };
    })()`);
    expect(facts).toMatchObject({ state: 'finished', host: 'window' });
    expect(facts.findings).toBeGreaterThan(0);
  });
});
