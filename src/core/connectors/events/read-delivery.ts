import type { EventHint, LearnedEvent, LiveEvent, ReadDelivery } from '../../model/live-event.ts';
import type { Product, RecordType } from '../../model/record-type.ts';
import type { Row } from '../wire/fields.ts';
import { asRow, readId, readInstant } from '../wire/fields.ts';
import { changedAtOf, readFacts } from './event-facts.ts';
import { nameInBody, NO_KIND, readKind, type EventKind } from './event-kind.ts';
import { crmShape, raiseShape } from './record-shape.ts';

/** More in one body is no webhook of either product. */
const MOST_MODELS = 10_000;
/** Records wrapped in a member of this name. */
const WRAPS = [
  ['gift', 'gift'],
  ['contact', 'donor'],
  ['donor', 'donor'],
  ['recurringGift', 'recurring_gift'],
] as const satisfies readonly (readonly [string, RecordType])[];

/**
 * Reads the body of one delivery (docs/api-facts.md A8, B8). Never throws and never guesses: what is of no kind that is
 * reconciled is told as such, and what has no id is unreadable. `hint` is what a header said of the event.
 */
export function readDelivery(
  product: Product,
  body: string,
  hint: EventHint = null,
  learned: readonly LearnedEvent[] = [],
): ReadDelivery {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { events: [], otherKinds: [], unreadable: ['not JSON'] };
  }
  const top = asRow(value);
  const rows = top === null ? topList(value) : modelsOf(top);
  if (rows === null) return { events: [], otherKinds: [], unreadable: ['not a record'] };
  const named = top === null ? NO_KIND : readKind(nameInBody(top), learned);
  const kind = named.name === null ? readKind(hint, learned) : named;
  const envelopeAt = top === null ? null : readInstant(top['timestamp']);
  const events: LiveEvent[] = [];
  const otherKinds: string[] = [];
  const unreadable: string[] = [];
  for (const row of rows) {
    const read = readModel(product, row, kind, envelopeAt);
    if (typeof read !== 'string') events.push(read);
    else if (read === OTHER) otherKinds.push(kind.name ?? 'unnamed');
    else unreadable.push(read);
  }
  return { events, otherKinds, unreadable };
}

const OTHER = 'other';

/** The records that a body holds: several, one in an envelope, or the body itself. */
function modelsOf(top: Row): readonly unknown[] {
  const { models, data } = top;
  if (Array.isArray(models)) return models.slice(0, MOST_MODELS) as readonly unknown[];
  if (Array.isArray(data)) return data.slice(0, MOST_MODELS) as readonly unknown[];
  return [asRow(models) ?? asRow(data) ?? asRow(top['payload']) ?? top];
}

function topList(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? (value.slice(0, MOST_MODELS) as readonly unknown[]) : null;
}

/** The event, `OTHER`, or why it can't be read. */
function readModel(
  product: Product,
  model: unknown,
  kind: EventKind,
  envelopeAt: number | null,
): LiveEvent | string {
  const outer = asRow(model);
  if (outer === null) return 'not a record';
  const wrapped = wrappedIn(outer);
  const row = wrapped?.row ?? outer;
  const recordType = wrapped?.recordType ?? typeOf(product, row, kind);
  if (recordType === null) return OTHER;
  const { id } = readId(row['id']);
  if (id === null) return 'id: missing or not an id';
  return {
    product,
    recordType,
    what: kind.what,
    id,
    changedAt: changedAtOf(row) ?? envelopeAt,
    facts: readFacts(product, row),
  };
}

/** The record inside `gift` or `contact`; a record may hold such members itself, but then it has an id of its own. */
function wrappedIn(outer: Row): { readonly row: Row; readonly recordType: RecordType } | null {
  if (outer['id'] !== undefined) return null;
  for (const [member, recordType] of WRAPS) {
    const row = asRow(outer[member]);
    if (row !== null) return { row, recordType };
  }
  return null;
}

function typeOf(product: Product, row: Row, kind: EventKind): RecordType | null {
  if (kind.isOther) return null;
  if (kind.recordType !== null) return kind.recordType;
  if (product === 'crm') return crmShape(row);
  const shape = raiseShape(row);
  return shape === 'campaign' ? null : shape;
}
