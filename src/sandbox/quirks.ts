export type WhichProduct = 'none' | 'raise' | 'crm' | 'both';

/** Behaviours that the documentation leaves open or that production clients met: each is a switch. */
export interface Quirks {
  /** Largest page a product serves; a larger take is cut silently. */
  raisePageCap: number;
  crmPageCap: number;
  /** Whose `total` lies, and how: too low, too high, or the length of the page. */
  wrongTotal: WhichProduct;
  wrongTotalKind: 'low' | 'high' | 'pageLength';
  /** Rows come in a stable order that is not by id, whatever was asked. */
  sortIgnored: WhichProduct;
  /** Conditions are ignored silently, so that a keyset query starts again. */
  filterIgnored: WhichProduct;
  /** `POST /api/X/query` of Raise answers 404. */
  raiseQueryMissing: boolean;
  /** Raise gifts carry `crmKey` and `crmKeyUrls` (documented as absent). */
  giftCrmKey: boolean;
  /** Raise gifts carry `campaignId` beside `campaignName`. */
  giftCampaignId: boolean;
  /** Raise schedules carry a display text of their status. */
  scheduleStatusText: boolean;
  linkSource: string;
  linkPrefix: string;
  /** One CRM+ gift for each project instead of several designations. */
  splitGifts: boolean;
  /** How many inserts, edits and deletes happen while lists are read, one before each list request. */
  changing: number;
  /** Requests per hour that CRM+ grants. */
  crmRateLimit: number;
  /** Requests that CRM+ counts as spent by other integrations when the sandbox starts. */
  crmRateUsed: number;
  /** Requests per second before Raise answers 429; 0 is off. */
  raiseRatePerSecond: number;
  /** Contacts carry `isArchived`. */
  isArchivedField: boolean;
  /** No contact carries `contactReferences`. */
  crmWithoutReferences: boolean;
  /** Overrides the option `timeZone`. */
  organizationTimeZone: string | null;
}

export const DEFAULT_QUIRKS: Quirks = {
  raisePageCap: 1000,
  crmPageCap: 1000,
  wrongTotal: 'none',
  wrongTotalKind: 'low',
  sortIgnored: 'none',
  filterIgnored: 'none',
  raiseQueryMissing: false,
  giftCrmKey: false,
  giftCampaignId: true,
  scheduleStatusText: true,
  linkSource: 'RaiseDonors',
  linkPrefix: 'rd2-',
  splitGifts: false,
  changing: 0,
  crmRateLimit: 5000,
  crmRateUsed: 0,
  raiseRatePerSecond: 0,
  isArchivedField: true,
  crmWithoutReferences: false,
  organizationTimeZone: null,
};

/** Whether a quirk that names a product is on for this one. */
export function affects(which: WhichProduct, product: 'raise' | 'crm'): boolean {
  return which === 'both' || which === product;
}
