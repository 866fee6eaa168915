import { expect } from 'vitest';

/** What every record promises about its members, whatever came. */
export function checkTypes(record: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(record)) {
    expect(value, name).not.toBeUndefined();
    if (value === null) continue;
    if (/^id$|Id$/.test(name) && name !== 'organizationId')
      expect(value, name).toMatch(/^[1-9]\d{0,15}$/);
    if (/Minor$|Day$|^day$|At$/.test(name)) expect(Number.isSafeInteger(value), name).toBe(true);
    if (/^is[A-Z]|^canSync$/.test(name)) expect(typeof value, name).toBe('boolean');
    if (/Text$|[nN]ame$|^email$|^phone$|^crmKey$|^why$|^bodyDigest$/.test(name)) {
      expect(typeof value, name).toBe('string');
      expect((value as string).isWellFormed() && value !== '', name).toBe(true);
    }
    if (name === 'currency') expect(value).toMatch(/^[A-Z]{3}$/);
    if (name === 'amountText') expect(value).toMatch(/^-?\d+(\.\d+)?$/);
    if (name === 'frequency') expect(typeof value).toBe('number');
    if (Array.isArray(value))
      for (const each of value)
        if (typeof each === 'object') checkTypes(each as Record<string, unknown>);
  }
}
