import { beforeAll, describe, expect, test } from 'vitest';
import { auditRunWords } from '../../src/renderer/words/audit-run.ts';
import { auditWords } from '../../src/renderer/words/audit.ts';
import { startWords } from '../../src/renderer/words/start.ts';
import { findChromium } from '../support/chromium.ts';
import { buildMain, type BuiltMain } from './stand-in/built-main.ts';
import { makeDataFolder, theWindow, until } from './stand-in/main-test.ts';
import { startMain, type MainUnderTest } from './stand-in/start-main.ts';

const chromium = await findChromium();
if (chromium === null) console.log('Skipped, a journey in the window: no Chromium can be had.');

let built: BuiltMain;
let data: Awaited<ReturnType<typeof makeDataFolder>>;
let main: MainUnderTest;
const blockers = (): Promise<{ now: number; ever: number }> => main.ask('blockers');

describe.skipIf(chromium === null)('the page as it is shipped, in the window', () => {
  beforeAll(async () => {
    [built, data] = await Promise.all([buildMain(), makeDataFolder()]);
    main = startMain(built.whole, {
      STAND_IN_CHROMIUM: chromium ?? '',
      TIEOUT_DATA_DIR: data.path,
    });
    return async () => {
      await main.stop();
      await Promise.all([built.remove(), data.remove()]);
    };
  });

  test('audits the demo to its end, as a person clicks it', async () => {
    await click(startWords.openDemo);
    await click(auditWords.plan.show);
    await click(auditWords.plan.start);
    await until(blockers, ({ now }) => now === 1);
    // It takes some 15 seconds, and on a busy machine more than one waiting.
    const isEnded = (): Promise<boolean> => shows(auditRunWords.ended.finished);
    await until(isEnded, Boolean).catch(() => until(isEnded, Boolean));
    await until(blockers, ({ now }) => now === 0);
    expect(await blockers()).toEqual({ now: 0, ever: 1 });
    const { errors, outside } = await theWindow(main);
    expect({ errors, outside }).toEqual({ errors: [], outside: [] });
  });
});

/** Presses the button of this name as soon as there is one that can be pressed. */
async function click(name: string): Promise<void> {
  await until(
    () =>
      ofPage(`(() => {
        const named = [...document.querySelectorAll('button:not(:disabled)')].find(
          (button) => button.textContent.trim() === ${JSON.stringify(name)});
        named?.click();
        return named !== undefined;
      })()`),
    Boolean,
  );
}

function shows(text: string): Promise<boolean> {
  return ofPage(`document.body.innerText.includes(${JSON.stringify(text)})`);
}

/** While the page is being loaded, nothing can be asked of it. */
function ofPage(expression: string): Promise<boolean> {
  return main.page<boolean>(expression).catch(() => false);
}
