import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
} from 'playwright-core';
import { CHROMIUM_ARGS } from '../../support/chromium.ts';

/** Chromium with an empty user-data folder; Playwright's own if no program is named. */
export function launchBrowser(executablePath: string | null): Promise<Browser> {
  return chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: [...CHROMIUM_ARGS],
  });
}

/** A profile of its own, in which every machine shows the same. */
export async function newProfile(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: 'en-US',
    timezoneId: 'America/New_York',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(15_000);
  return context;
}
