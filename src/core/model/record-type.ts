/** The three kinds of record that are reconciled, as findings and the command line name them. */
export type RecordType = 'donor' | 'gift' | 'recurring_gift';

export const RECORD_TYPES: readonly RecordType[] = ['donor', 'gift', 'recurring_gift'];

export type Product = 'raise' | 'crm';

/** The words people read. */
export const RECORD_WORDS: Readonly<
  Record<RecordType, { readonly one: string; readonly many: string }>
> = {
  donor: { one: 'donor', many: 'donors' },
  gift: { one: 'gift', many: 'gifts' },
  recurring_gift: { one: 'recurring gift', many: 'recurring gifts' },
};

export const PRODUCT_WORDS: Readonly<Record<Product, string>> = { raise: 'Raise', crm: 'CRM+' };

/** Makes a switch over a closed union fail to compile when a member is forgotten. */
export function assertNever(value: never): never {
  throw new Error(`Not handled: ${JSON.stringify(value)}`);
}
