import type { EventWhat, LearnedEvent } from '../../model/live-event.ts';
import type { RecordType } from '../../model/record-type.ts';
import type { Row } from '../wire/fields.ts';
import { readTextOrNumber } from '../wire/fields.ts';

/** What the name of an event says; `recordType` null for a kind that is not reconciled or not told. */
export interface EventKind {
  readonly recordType: RecordType | null;
  readonly what: EventWhat;
  /** True if the name is of a kind that is not reconciled: projects, notes, campaigns. */
  readonly isOther: boolean;
  readonly name: string | null;
}

export const NO_KIND: EventKind = {
  recordType: null,
  what: 'unknown',
  isOther: false,
  name: null,
};

const LONGEST_NAME = 60;

/**
 * Reads the name of an event: "GiftCreate", "gift.created", "Recurring Gift Updated", or a number that Raise's delivery logs
 * have named. A number that nobody has named says nothing: the vendor documents none (docs/api-facts.md B8).
 */
export function readKind(value: unknown, learned: readonly LearnedEvent[]): EventKind {
  const text = readTextOrNumber(value);
  if (text === null || text.length > LONGEST_NAME) return NO_KIND;
  if (/^\d+$/.test(text)) {
    const known = learned.find(({ number }) => String(number) === text);
    return known === undefined ? { ...NO_KIND, name: text } : readKind(known.label, []);
  }
  const what = whatOf(text);
  if (/note|project|campaign|form|page|event|segment/i.test(text) && !/^gift|^donor/i.test(text))
    return { recordType: null, what, isOther: true, name: text };
  return { recordType: recordTypeOf(text), what, isOther: false, name: text };
}

/** The name of its event that a body carries itself, whichever member holds it; undefined if none does. */
export function nameInBody(row: Row): unknown {
  for (const member of ['event', 'eventType', 'eventTypeId', 'eventTypeDisplay']) {
    const value = row[member];
    if (typeof value === 'string' || typeof value === 'number') return value;
  }
  return undefined;
}

function whatOf(text: string): EventWhat {
  if (/creat|added|new\b/i.test(text)) return 'created';
  if (/delet|remov/i.test(text)) return 'deleted';
  return /updat|chang|modif|edit|refund/i.test(text) ? 'updated' : 'unknown';
}

function recordTypeOf(text: string): RecordType | null {
  if (/recurring|schedule/i.test(text)) return 'recurring_gift';
  if (/gift|donation/i.test(text)) return 'gift';
  return /donor|contact/i.test(text) ? 'donor' : null;
}
