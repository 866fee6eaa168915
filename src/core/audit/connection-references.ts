import type { CrmConnector, RaiseConnector } from '../connectors/connector.ts';
import { splitReference } from '../model/links.ts';
import type { CrmGift } from '../model/records.ts';
import type { AuditRequest } from '../model/request.ts';
import { judgeGift } from './judge-sampled.ts';
import { spread, type LinkForm, type LinkTally } from './link-tally.ts';

export interface FollowOptions {
  readonly rules: AuditRequest;
  readonly signal: AbortSignal | undefined;
}

const MOST_FOLLOWED = 5;
const MOST_CONTACTS = 2;
const MOST_GIFTS_OF_CONTACT = 25;

/** A CRM+ gift with the Raise gift that its reference may name. */
export interface Referring {
  readonly gift: CrmGift;
  readonly raiseId: string;
  readonly form: LinkForm;
}

/** Gifts with a reference that may name a Raise gift. Old lists begin before Raise: then the contacts' own gifts. */
export async function referringGifts(
  crm: CrmConnector,
  listed: readonly CrmGift[],
  contactIds: readonly string[],
  { rules, signal }: FollowOptions,
): Promise<Referring[]> {
  const referring = listed.flatMap((gift) => referringOf(gift, rules));
  for (const contactId of contactIds.slice(0, MOST_CONTACTS)) {
    if (referring.length >= MOST_FOLLOWED) break;
    const answer = await crm.giftsOfContact(contactId, signal);
    if (answer.kind !== 'found') continue;
    const known = new Set(referring.map(({ gift }) => gift.id));
    const others = answer.record
      .filter((gift) => !known.has(gift.id))
      .slice(0, MOST_GIFTS_OF_CONTACT);
    referring.push(...others.flatMap((gift) => referringOf(gift, rules)));
  }
  return referring;
}

function referringOf(gift: CrmGift, rules: AuditRequest): Referring[] {
  const { reference } = gift;
  const split = reference === null ? null : splitReference(reference.id);
  if (reference === null || split === null || gift.isReversal) return [];
  const { source } = reference;
  const { prefix, raiseId } = split;
  const isNamed =
    rules.linkSources.length === 0 ||
    (rules.linkSources.some((name) => name.toLowerCase() === source.toLowerCase()) &&
      (rules.linkPrefixes.length === 0 || rules.linkPrefixes.includes(prefix)));
  return isNamed
    ? [{ gift, raiseId, form: { recordType: 'gift', from: 'crm', source, prefix } }]
    : [];
}

export async function followReferences(
  tally: LinkTally,
  raise: RaiseConnector,
  referring: readonly Referring[],
  { rules, signal }: FollowOptions,
): Promise<void> {
  for (const { form } of referring) tally.see(form);
  for (const { gift, raiseId, form } of inTurns(referring, MOST_FOLLOWED)) {
    const answer = await raise.readGift(raiseId, signal);
    if (answer.kind === 'unknown') continue;
    if (answer.kind === 'found') tally.follow(form, judgeGift(answer.record, gift, rules));
    else tally.follow(form, answer.kind === 'not_found' ? 'nowhere' : 'open');
  }
}

/** Some of each form, so that no frequent foreign form keeps the right one out. */
function inTurns(referring: readonly Referring[], most: number): Referring[] {
  const byForm = new Map<string, Referring[]>();
  for (const each of referring) {
    const key = `${each.form.source.toLowerCase()}\n${each.form.prefix}`;
    byForm.set(key, [...(byForm.get(key) ?? []), each]);
  }
  const queues = [...byForm.values()].map((group) => spread(group, most));
  const taken: Referring[] = [];
  for (let turn = 0; turn < most; turn += 1)
    taken.push(...queues.map((queue) => queue[turn]).filter((each) => each !== undefined));
  return taken.slice(0, most);
}
