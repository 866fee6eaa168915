import { CRM_CONTACT } from '../crm/contact.ts';
import { CRM_GIFT } from '../crm/gift.ts';
import { CRM_SCHEDULE } from '../crm/schedule.ts';
import { RAISE_CAMPAIGN } from '../raise/campaign.ts';
import { RAISE_DONOR } from '../raise/donor.ts';
import { RAISE_GIFT } from '../raise/gift.ts';
import { RAISE_SCHEDULE } from '../raise/schedule.ts';
import type { StreamName, StreamRecords } from '../connector.ts';
import type { RowShape } from './read-row.ts';

/** How the rows of every stream are read. */
export const SHAPES: { readonly [S in StreamName]: RowShape<StreamRecords[S]> } = {
  'raise.donors': RAISE_DONOR,
  'raise.gifts': RAISE_GIFT,
  'raise.recurring_gifts': RAISE_SCHEDULE,
  'raise.campaigns': RAISE_CAMPAIGN,
  'crm.contacts': CRM_CONTACT,
  'crm.gifts': CRM_GIFT,
  'crm.recurring_gifts': CRM_SCHEDULE,
};
