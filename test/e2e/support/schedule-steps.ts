import type { Locator, Page } from 'playwright-core';
import type { AlertSink } from '../../../src/core/model/alert.ts';
import { alertWords } from '../../../src/renderer/words/alerts.ts';

const { dialog, sinks } = alertWords;

/** Opens the dialog that adds a destination, at a kind. @returns the dialog */
export async function addSink(page: Page, kind: AlertSink['kind']): Promise<Locator> {
  await page.getByRole('button', { name: sinks.add }).click();
  const box = page.getByRole('dialog', { name: dialog.add });
  await box.getByRole('combobox', { name: dialog.kind }).click();
  await page.getByRole('option', { name: sinks.kinds[kind], exact: true }).click();
  return box;
}

/** A destination's part of the page. */
export function sinkRow(page: Page, name: string): Locator {
  return page.locator(`[data-sink="${name}"]`);
}
