import { canonicalJson } from './canonical-json.ts';
import type { Finding } from './finding.ts';
import { Sha256 } from './sha256.ts';

/**
 * The findings digest (product.md §8): SHA-256, in hex, over the canonical JSON of an array with one row for each
 * finding: [recordType, state, cause, raiseId, crmId, {amountMinor, currency}, fields], sorted by the rows' canonical
 * texts. The order of the findings, when they were found and what a person decided don't change it.
 * Anyone can compute it again from the findings JSON. Holds one short text a finding (1,000,000: about 150 MB).
 */
export function findingsDigest(findings: Iterable<Finding>): string {
  const rows: string[] = [];
  for (const finding of findings) rows.push(rowText(finding));
  rows.sort();
  const hash = new Sha256().update('[');
  for (let at = 0; at < rows.length; at += BATCH) {
    hash.update((at === 0 ? '' : ',') + rows.slice(at, at + BATCH).join(','));
  }
  return hash.update(']').digest();
}

const BATCH = 1000;

function rowText(finding: Finding): string {
  const { recordType, state, cause, raiseId, crmId, amountMinor, currency } = finding;
  const fields = finding.fields.map(({ field, raise, crm }) => ({ field, raise, crm }));
  return canonicalJson([
    recordType,
    state,
    cause,
    raiseId,
    crmId,
    { amountMinor, currency },
    fields,
  ]);
}
