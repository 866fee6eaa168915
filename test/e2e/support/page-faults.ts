import type { BrowserContext, Page } from 'playwright-core';

/** What must never happen in any page of a profile, gathered as sentences. */
export interface PageFaults {
  /** All so far, without the expected ones. */
  list(): string[];
  /** A console text or address that a test brings about on purpose. */
  expect(pattern: RegExp): void;
  /** Everything that was written to the console, to be searched. */
  consoleText(): string;
  /** Every address that was asked for, to be searched. */
  addresses(): readonly string[];
}

/** Watches all pages of a profile: console errors, uncaught errors, refusals of the policy, requests to elsewhere. */
export function watchFaults(context: BrowserContext): PageFaults {
  const faults: string[] = [];
  const expected: RegExp[] = [];
  const lines: string[] = [];
  const addresses: string[] = [];
  const watchPage = (page: Page): void => {
    page.on('pageerror', (error) => faults.push(`uncaught: ${error.stack ?? error.message}`));
    page.on('crash', () => faults.push('the page has crashed'));
    page.on('websocket', (socket) => noteAddress(socket.url()));
  };
  const noteAddress = (address: string): void => {
    addresses.push(address);
    if (!/^(?:https?|wss?):\/\/127\.0\.0\.1[:/]|^(?:blob|data):/.test(address)) {
      faults.push(`request to ${address}`);
    }
  };
  // The browser writes refusals of the page's policy to the console as errors.
  context.on('console', (message) => {
    lines.push(message.text());
    if (message.type() === 'error') {
      faults.push(`console: ${message.text()} (${message.location().url})`);
    }
  });
  context.on('request', (request) => noteAddress(request.url()));
  context.on('page', watchPage);
  return {
    list: () => faults.filter((fault) => !expected.some((pattern) => pattern.test(fault))),
    expect: (pattern) => void expected.push(pattern),
    consoleText: () => lines.join('\n'),
    addresses: () => addresses,
  };
}
