import type {
  CrmConnector,
  RaiseConnector,
  StreamName,
  StreamPage,
  StreamRecords,
} from '../connectors/connector.ts';
import type { LinkSample } from '../model/connection-report.ts';
import { isOfOneCall } from '../model/failure.ts';
import { readKey, splitReference } from '../model/links.ts';
import type { RecordType } from '../model/record-type.ts';
import type { RaiseDonor, RaiseLink } from '../model/records.ts';
import type { AuditRequest } from '../model/request.ts';
import { followReferences, referringGifts } from './connection-references.ts';
import { judgeDonor } from './judge-sampled.ts';
import { LinkTally, spread, type LinkForm } from './link-tally.ts';

/** What a handful of records says about how the two products refer to each other. */
export interface SampledLinks {
  readonly links: readonly LinkSample[];
  /** The different ones that Raise's schedules name (docs/api-facts.md B5). */
  readonly organizationIds: readonly string[];
  /** Whether only references of a convention that a person named were followed. */
  readonly isConventionNamed: boolean;
}

export interface SampleOptions {
  readonly rules: AuditRequest;
  /** For phone numbers. */
  readonly country: string;
  readonly signal: AbortSignal | undefined;
}

const PAGE = 25;
const MOST_FOLLOWED = 5;

/**
 * Reads one page of both products' records, follows up to five donors' keys into CRM+ and up to five CRM+ gifts'
 * references into Raise: at most 16 calls. What can't be read is no part of the sample.
 * @throws Failure cancelled, defect
 */
export async function sampleLinks(
  raise: RaiseConnector,
  crm: CrmConnector,
  options: SampleOptions,
): Promise<SampledLinks> {
  const page = { take: PAGE, ...(options.signal && { signal: options.signal }) };
  const [donors, gifts, schedules, crmGifts] = await Promise.all([
    firstOf(raise.readStream('raise.donors', page)),
    firstOf(raise.readStream('raise.gifts', page)),
    firstOf(raise.readStream('raise.recurring_gifts', page)),
    firstOf(crm.readStream('crm.gifts', page)),
  ]);
  const tally = new LinkTally();
  noteKeys(tally, 'donor', donors);
  noteKeys(tally, 'gift', gifts);
  noteKeys(tally, 'recurring_gift', schedules);
  const contactIds = await followKeys(tally, crm, donors, options);
  const referring = await referringGifts(crm, crmGifts, contactIds, options);
  await followReferences(tally, raise, referring, options);
  const named = schedules.map((schedule) => schedule.organizationId).filter((id) => id !== null);
  return {
    links: tally.rows(),
    organizationIds: [...new Set(named)],
    isConventionNamed: options.rules.linkSources.length > 0,
  };
}

/** The first page, which holds the oldest records: those had the time to be synced. Empty if it can't be read. */
async function firstOf<S extends StreamName>(
  pages: AsyncGenerator<StreamPage<S>, void, void>,
): Promise<StreamRecords[S][]> {
  try {
    for await (const { rows } of pages)
      return rows.flatMap((row) => (row.kind === 'record' ? [row.record] : []));
    return [];
  } catch (error) {
    if (!isOfOneCall(error)) throw error;
    return [];
  }
}

function noteKeys(tally: LinkTally, recordType: RecordType, records: readonly RaiseLink[]): void {
  for (const record of records) if (readKey(record).kind === 'crm') tally.see(keyForm(recordType));
}

/** Follows donors' keys; gives the contacts that were found. */
async function followKeys(
  tally: LinkTally,
  crm: CrmConnector,
  donors: readonly RaiseDonor[],
  { country, signal }: SampleOptions,
): Promise<string[]> {
  const keyed = donors
    .filter((donor) => !donor.isTestMode && !donor.isErased)
    .flatMap((donor) => {
      const key = readKey(donor);
      return key.kind === 'crm' ? [{ donor, crmId: key.crmId }] : [];
    });
  const contactIds: string[] = [];
  for (const { donor, crmId } of spread(keyed, MOST_FOLLOWED)) {
    const answer = await crm.readContact(crmId, signal);
    if (answer.kind === 'unknown') continue;
    if (answer.kind !== 'found') {
      tally.follow(keyForm('donor'), answer.kind === 'not_found' ? 'nowhere' : 'open');
      continue;
    }
    const contact = answer.record;
    contactIds.push(contact.id);
    tally.follow(keyForm('donor'), judgeDonor(donor, contact, country));
    for (const reference of contact.references) {
      const split = splitReference(reference.id);
      if (split !== null)
        tally.see({
          recordType: 'donor',
          from: 'crm',
          source: reference.source,
          prefix: split.prefix,
        });
    }
  }
  return contactIds;
}

function keyForm(recordType: RecordType): LinkForm {
  return { recordType, from: 'raise', source: 'crmKey', prefix: '' };
}
