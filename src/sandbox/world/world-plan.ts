import type { Quirks } from '../quirks.ts';
import type { ZoneClock } from '../zone-clock.ts';

/** What every computed record depends on. */
export interface WorldPlan {
  seed: number;
  nowMs: number;
  donors: number;
  gifts: number;
  schedules: number;
  organization: ZoneClock;
  donorZones: readonly ZoneClock[];
  quirks: Quirks;
}

/** `transactionId`, or the id of a contact reference, as the sync writes it. A bare id is sometimes a JSON number. */
export function referenceId(plan: WorldPlan, raiseId: number): string | number {
  const { linkPrefix } = plan.quirks;
  return linkPrefix === '' && raiseId % 3 === 0 ? raiseId : `${linkPrefix}${raiseId}`;
}

/** The Raise id that a reference in this form names; NaN for one in another form. */
export function raiseIdIn(plan: WorldPlan, reference: string): number {
  const { linkPrefix } = plan.quirks;
  const isOurs = reference.toLowerCase().startsWith(linkPrefix.toLowerCase());
  return isOurs ? Number(reference.slice(linkPrefix.length)) : NaN;
}

/** Links into the CRM+ web application, in the shape of `crmKeyUrls` (the second member's name is not known). */
export function crmKeyUrls(
  kind: 'Contact' | 'Gift' | 'RecurringGift',
  crmId: number | null,
): { [integration: string]: { url: string; title: string } } {
  if (crmId === null) return {};
  return {
    Virtuous: {
      url: `https://app.virtuoussoftware.com/Generosity/${kind}/View/${crmId}`,
      title: 'Virtuous CRM+',
    },
  };
}
