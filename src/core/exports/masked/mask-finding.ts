import { driftText } from '../../model/drift-words.ts';
import type { FieldDifference, Finding } from '../../model/finding.ts';
import type { ResolvedFinding } from '../../model/lineage.ts';
import { causeEntry, type Cause } from '../../model/states.ts';
import { capitalized } from '../words.ts';
import { isPlainId, MASK, maskedId, maskedValue } from './mask.ts';

/** A finding without donor data; ids, amounts, days, campaigns and the verdict stay. */
export function maskedFinding(finding: Finding): Finding {
  const fields = finding.fields.map(({ field, raise, crm }): FieldDifference => ({
    field,
    raise: maskedValue(field, raise),
    crm: maskedValue(field, crm),
  }));
  return {
    ...finding,
    id: maskedFindingId(finding, finding.id),
    raiseId: maskedId(finding.raiseId),
    crmId: maskedId(finding.crmId),
    relatedRaiseIds: finding.relatedRaiseIds.map((id) => maskedId(id) ?? MASK),
    relatedCrmIds: finding.relatedCrmIds.map((id) => maskedId(id) ?? MASK),
    fields,
    evidence: maskedEvidence(finding, fields),
    raiseUrl: maskedAddress(finding.raiseUrl),
    crmUrl: maskedAddress(finding.crmUrl),
  };
}

export function maskedResolved(finding: ResolvedFinding): ResolvedFinding {
  return {
    ...finding,
    findingId: maskedFindingId(finding, finding.findingId),
    raiseId: maskedId(finding.raiseId),
    crmId: maskedId(finding.crmId),
  };
}

/**
 * A finding's id is a hash over its record's ids, keyed by nothing. Where a link is no id but a text that somebody typed,
 * who guesses the text could prove it by the hash; such a finding is named after its record.
 */
export function maskedFindingId(
  finding: Pick<Finding, 'recordType' | 'state' | 'raiseId' | 'crmId'>,
  id: string,
): string {
  const { recordType, state, raiseId, crmId } = finding;
  if ((raiseId === null || isPlainId(raiseId)) && (crmId === null || isPlainId(crmId))) return id;
  return `masked-${recordType}-${state}-${maskedId(raiseId) ?? 'none'}`;
}

/** What the evidence of a cause names besides ids, amounts, days, instants, labels and campaigns; `checks` word it. */
const EVIDENCE: Readonly<Record<Cause, 'nothing' | 'typed_key' | 'fields'>> = {
  not_parseable: 'nothing',
  sign_in_refused: 'nothing',
  not_permitted: 'nothing',
  not_found: 'nothing',
  quota: 'nothing',
  server_error: 'nothing',
  network: 'nothing',
  timed_out: 'nothing',
  bad_answer: 'nothing',
  too_large: 'nothing',
  incomplete_listing: 'nothing',
  raise_records_share_target: 'nothing',
  crm_gifts_exceed_gift: 'nothing',
  not_one_household: 'nothing',
  crm_record_absent: 'nothing',
  crm_key_malformed: 'typed_key',
  merged: 'nothing',
  refers_to_other_record: 'nothing',
  one_way_link: 'nothing',
  wrong_contact: 'nothing',
  crm_not_used: 'nothing',
  archived_or_erased: 'nothing',
  test_mode: 'nothing',
  status_not_synced: 'nothing',
  campaign_not_synced: 'nothing',
  foreign_crm_key: 'typed_key',
  possible_manual_entry: 'nothing',
  overdue: 'nothing',
  within_lag_window: 'nothing',
  raise_record_absent: 'nothing',
  possibly_merged_in_raise: 'nothing',
  legacy_id: 'nothing',
  no_reversal: 'nothing',
  partial_reversal: 'nothing',
  fields_differ: 'fields',
  agrees: 'nothing',
  donor_paid_costs: 'nothing',
  within_tolerance: 'nothing',
  project_not_told: 'nothing',
};

/** The evidence of the same verdict, made of masked values; the cause's words alone where it can't be made again. */
function maskedEvidence(finding: Finding, fields: readonly FieldDifference[]): string {
  const { state, cause, evidence } = finding;
  const words = `${capitalized(causeEntry(state, cause).words)}.`;
  // A drift that is still young quotes its values too.
  const quotes = state === 'field_drift' ? 'fields' : EVIDENCE[cause];
  if (quotes === 'typed_key') return words;
  if (quotes === 'nothing') return evidence;
  const said = driftText(finding.fields);
  // What follows the values, if anything does, tells instants only. Evidence of an older wording is left out whole.
  return evidence.startsWith(said) ? driftText(fields) + evidence.slice(said.length) : words;
}

/** Pages of the products are named by words and numbers; an address of another form may hold anything. */
function maskedAddress(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const { username, password, search, hash, pathname } = new URL(address);
  const isPlain = username + password + search + hash === '';
  return isPlain && /^(?:\/(?:[A-Za-z]{1,30}|\d{1,15}))*\/?$/.test(pathname) ? address : null;
}
