import type { DonorYear, DonorYearEffect } from '../model/run-analysis.ts';
import type { Steps } from '../model/steps.ts';
import type { Db } from '../staging/database.ts';
import {
  addUpDonorYears,
  giftsElsewhere,
  layOutDonorYears,
  noteStrays,
  type DonorYearSums,
  type GiftElsewhere,
} from '../staging/donor-years.ts';
import { NeededReads } from './direct-reads.ts';
import { donorOf, rightfulContacts, type CaseSources } from './case-sources.ts';

/** So many of the donor-years that differ are kept; all are counted. */
const MOST_ROWS = 1000;

/**
 * What the differences mean for donors: each donor's calendar years as a statement of either side would show them, as far as its
 * gifts are from Raise. A paired CRM+ gift counts to the donor of its Raise gift if it sits where the rules let it sit (the donor's
 * contact, merges followed, a household member's, one it passes through), else to the first donor on the contact where it is. Those of
 * an older generation's ids are left out: Raise never had them.
 */
export function* donorYearsOf(
  db: Db,
  sources: CaseSources,
  days: { readonly from: number; readonly to: number } | null,
): Steps<DonorYearEffect> {
  const giftForms = sources.records.formsInUse('gift');
  yield* layOutDonorYears(db, sources.records.formsInUse('donor'), giftForms);
  for (const block of giftsElsewhere(db)) {
    yield;
    noteStrays(
      db,
      block.filter((gift) => isStray(sources, gift)).map(({ id }) => id),
    );
  }
  const { compared, total, rows } = yield* addUpDonorYears(db, giftForms, days, MOST_ROWS);
  return { compared, total, rows: rows.map(asDonorYear) };
}

/** Whether the rules would say that a gift sits on a wrong contact. Nobody accuses a contact that could not be read. */
function isStray(sources: CaseSources, { donor, contact, passthrough }: GiftElsewhere): boolean {
  const judged = new NeededReads().collect(() => {
    const { known } = rightfulContacts(sources, donorOf(sources, String(donor)));
    if (known === null) return false;
    const places = [contact, passthrough].filter((id) => id !== null).map(String);
    return !places.some((id) => known.isRightful(id));
  });
  return judged ?? false;
}

function asDonorYear(sums: DonorYearSums): DonorYear {
  return {
    donorId: sums.donor === null ? null : String(sums.donor),
    contactId: sums.contact === null ? null : String(sums.contact),
    year: sums.year,
    currency: sums.currency,
    raise: { count: sums.raiseCount, amountMinor: sums.raiseAmount },
    crm: { count: sums.crmCount, amountMinor: sums.crmAmount },
  };
}
