import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { startWords } from '../../src/renderer/words/start.ts';
import {
  manyCustomers,
  writeDamagedCustomer,
  writePastCustomer,
} from '../support/many-customers.ts';
import { describeInBrowser } from './support/browser.ts';
import { openTieout } from './support/open-tieout.ts';

const { columns, filters } = startWords;

describeInBrowser('a consultant with many customers', () => {
  test(
    'sees who needs somebody first, sorts, filters, opens one, and takes the workbook of all',
    { timeout: 60_000 },
    async () => {
      const { page, dataFolder } = await openTieout();
      const customers = manyCustomers(24);
      for (const customer of customers) writePastCustomer(dataFolder, customer);
      writeDamagedCustomer(dataFolder, 'Winter Shelter');
      await page.reload();
      const table = page.getByRole('table', { name: startWords.table });
      const rows = table.getByRole('row');
      await page.getByText(/^25 workspaces, \d+ of them need attention/).waitFor();
      expect(await rows.count()).toBe(1 + 25);
      expect(await rows.nth(1).innerText()).toContain('Winter Shelter');
      expect(await rows.nth(1).getByRole('cell').nth(2).innerText()).toContain(startWords.unknown);

      const head = table.getByRole('columnheader', { name: columns.toActOn });
      await head.getByRole('button').click();
      expect(await head.getAttribute('aria-sort')).toBe('descending');
      const most = Math.max(...customers.map(({ open }) => open.at(-1) ?? 0));
      expect(await rows.nth(1).getByRole('cell').nth(3).innerText()).toContain(String(most));
      // What the line draws stands there in words too.
      expect(await rows.nth(1).getByRole('cell').nth(5).textContent()).toMatch(
        /Open after the last 7 audits, oldest first: \d/,
      );

      const never = customers.filter(({ open }) => open.length === 0).length;
      await page.getByText(filters.never(never), { exact: true }).click();
      expect(await rows.count()).toBe(1 + never);
      await page.getByText(filters.all(25), { exact: true }).click();
      await page.getByRole('textbox', { name: startWords.filter }).fill('harbor');
      expect(await rows.allInnerTexts()).toHaveLength(
        1 + customers.filter(({ name }) => name.startsWith('Harbor')).length,
      );
      expect(await page.locator('body').innerText()).not.toContain('CANARY');

      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: startWords.summary.write }).click();
      const book = new ExcelJS.Workbook();
      await book.xlsx.readFile(await (await download).path());
      expect(book.worksheets.map(({ name }) => name)).toEqual([
        'Summary',
        'Customers',
        'Data dictionary',
      ]);
      expect(book.getWorksheet('Customers')?.rowCount).toBe(3 + 25);

      // Anywhere in the line: its link is for the keyboard and the ear.
      await rows.nth(1).getByRole('cell').nth(1).click();
      await page.waitForURL(/#\/w\/Harbor%20/);
    },
  );
});
