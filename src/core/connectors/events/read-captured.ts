import type { EventHint, LearnedEvent } from '../../model/live-event.ts';
import type { InstantMs } from '../../model/instants.ts';
import type { Product } from '../../model/record-type.ts';
import type { Row } from '../wire/fields.ts';
import { asList, asRow, readInstant, readText } from '../wire/fields.ts';
import { jsonText } from '../wire/json-text.ts';
import { crmShape, raiseShape } from './record-shape.ts';

/** A delivery that somebody else has captured. */
export interface Captured {
  readonly product: Product;
  readonly body: string;
  readonly hint: EventHint;
  /** When it was received, as the capture tells it. */
  readonly receivedMs: InstantMs | null;
  /** What an entry of Raise's delivery log calls the event. */
  readonly learned: LearnedEvent | null;
}

/**
 * Reads one line of a captured file: `{product, headers, body, receivedUtc}`, an entry of Raise's delivery log (docs/api-facts.md
 * B8), or a body alone. @returns what was captured, or a sentence that says why it can't be told
 */
export function readCaptured(text: string, usual: Product | null): Captured | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  const row = asRow(value);
  if (row === null) return 'it is no JSON object';
  return readRow(row, text, usual);
}

/** The entries of a whole file that is one JSON list, or the answer of Raise's log as it came. Null if it is neither. */
export function entriesIn(text: string): readonly string[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const list = Array.isArray(value)
    ? (value as readonly unknown[])
    : asList(asRow(value)?.['items']);
  return Array.isArray(value) || list.length > 0 ? list.map(jsonText) : null;
}

function readRow(row: Row, text: string, usual: Product | null): Captured | string {
  const payload = row['payload'] ?? row['requestBody'];
  if (
    payload !== undefined &&
    (row['eventTypeDisplay'] !== undefined || row['webhookId'] !== undefined)
  )
    return logEntry(row, payload);
  const named = row['product'];
  if ((named === 'raise' || named === 'crm') && row['body'] !== undefined)
    return {
      product: named,
      body: bodyText(row['body']),
      hint: hintIn(asRow(row['headers'])),
      receivedMs: readInstant(row['receivedUtc']),
      learned: null,
    };
  const product = usual ?? productOf(row);
  if (product === null) return 'it does not tell whether Raise or CRM+ sent it';
  return { product, body: text, hint: null, receivedMs: null, learned: null };
}

function logEntry(row: Row, payload: unknown): Captured {
  const label = readText(row['eventTypeDisplay']);
  const number = Number(row['eventType'] ?? row['eventTypeId'] ?? Number.NaN);
  return {
    product: 'raise',
    body: bodyText(payload),
    hint: label,
    receivedMs: readInstant(row['createdDate'] ?? row['createdDateTime'] ?? row['sentDate']),
    learned: label !== null && Number.isSafeInteger(number) ? { number, label } : null,
  };
}

/** A body as its text; one that was captured as JSON already is written out again. */
function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : jsonText(body);
}

function hintIn(headers: Row | null): EventHint {
  for (const [name, value] of Object.entries(headers ?? {}))
    if (/^x-.*event/i.test(name) && !/id$|time/i.test(name))
      return readText(value)?.slice(0, 60) ?? null;
  return null;
}

function productOf(row: Row): Product | null {
  if (Array.isArray(row['models']) || crmShape(row) !== null) return 'crm';
  const data = asRow(row['data']);
  if (data !== null && crmShape(data) !== null) return 'crm';
  return raiseShape(row) === null ? null : 'raise';
}
