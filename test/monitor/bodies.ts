/** Bodies as the two products send them (docs/api-facts.md A8, B8), for the tests of live confirmation. */
export interface GiftEvent {
  readonly id: number;
  readonly what?: 'Create' | 'Update' | 'Delete';
  readonly amount?: number;
  readonly changed?: string;
}

export function raiseGiftBody(
  { id, amount = 25, changed = '2026-11-20T10:00:00' }: GiftEvent,
  more: object = {},
): string {
  return JSON.stringify({
    id,
    currency: 'USD',
    amount,
    date: '2026-11-20T09:00:00',
    createdDate: '2026-11-20T09:00:00',
    modifiedDate: changed,
    statusText: 'Approved',
    donationId: `d-${id}`,
    donorId: 7,
    isTestMode: false,
    ...more,
  });
}

export function crmGiftBody(
  event: GiftEvent & { readonly raiseId?: number | null; readonly source?: string },
  form: 'models' | 'top' | 'bare' | 'guessed' = 'models',
): string {
  const {
    id,
    raiseId = null,
    amount = 25,
    changed = '2026-11-20T10:05:00',
    what = 'Create',
    source = 'RaiseDonors',
  } = event;
  const gift = {
    id,
    transactionSource: raiseId === null ? null : source,
    transactionId: raiseId === null ? null : `rd2-${raiseId}`,
    contactId: 9,
    giftType: 'Cash',
    giftDate: '2026-11-20T00:00:00',
    giftDateFormatted: '11/20/2026',
    amount,
    currencyCode: 'USD',
    createDateTimeUtc: '2026-11-20T10:00:00.017',
    modifiedDateTimeUtc: changed,
    giftDesignations: [],
    customFields: { 'Appeal Code': 'X1' },
  };
  const name = `Gift${what}`;
  if (form === 'models') return JSON.stringify({ event: name, models: [{ gift }] });
  if (form === 'bare') return JSON.stringify({ event: name, models: [gift] });
  if (form === 'top') return JSON.stringify({ event: name, ...gift });
  return JSON.stringify({
    eventType: `gift.${what.toLowerCase()}d`,
    eventId: `e-${id}`,
    timestamp: changed,
    data: gift,
  });
}

export function crmContactBody(
  id: number,
  donors: readonly number[],
  changed = '2026-11-20T10:05:00',
): string {
  const contact = {
    id,
    contactType: 'Household',
    name: 'The Nobody Household',
    contactReferences: donors.map((donor) => ({ source: 'RaiseDonors', id: String(donor) })),
    modifiedDateTimeUtc: changed,
  };
  return JSON.stringify({ event: 'ContactUpdate', models: [{ contact }] });
}

export function raiseDonorBody(
  id: number,
  crmKey: string | null,
  changed = '2026-11-20T10:00:00',
): string {
  return JSON.stringify({
    id,
    firstName: 'No',
    lastName: 'Body',
    isGDPRDeleted: false,
    crmKey,
    modifiedDate: changed,
  });
}
