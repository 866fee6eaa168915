import { Failure } from '../model/failure.ts';
import type { Product } from '../model/record-type.ts';
import { PRODUCT_WORDS } from '../model/record-type.ts';
import { isSafePath, trimForRouting } from './path-parts.ts';

/**
 * What a read is about: `record` names a record in its path, so that a 404 may mean that there is none; a `list`
 * always exists, so that its 404 means a wrong address.
 */
export type CallKind = 'list' | 'record';

interface Read {
  readonly product: Product;
  readonly method: 'GET' | 'POST';
  /** Segments: literal; `A|B` one of these; `:id` digits; `:source`, `:reference` any encoded text. */
  readonly path: string;
  readonly kind: CallKind;
}

/**
 * Everything that Tieout may send (product.md, "read-only by construction"; docs/api-facts.md A1, A3, A4, A6, A7, B2).
 * Whatever matches no row is refused before it leaves the machine. The POSTs are queries: their body is a filter.
 */
export const READS: readonly Read[] = [
  { product: 'crm', method: 'GET', path: '/api/Organization/Current', kind: 'list' },
  { product: 'crm', method: 'GET', path: '/api/Organization', kind: 'list' },
  { product: 'crm', method: 'GET', path: '/api/Permission', kind: 'list' },
  {
    product: 'crm',
    method: 'GET',
    path: '/api/Contact|Gift|RecurringGift|Campaign|Project|GiftDesignation|ContactIndividual/QueryOptions',
    kind: 'list',
  },
  {
    product: 'crm',
    method: 'POST',
    path: '/api/Contact|Gift|RecurringGift|Campaign|Project/Query',
    kind: 'list',
  },
  { product: 'crm', method: 'POST', path: '/api/Contact/Query/FullContact', kind: 'list' },
  { product: 'crm', method: 'POST', path: '/api/Gift/Query/FullGift', kind: 'list' },
  { product: 'crm', method: 'GET', path: '/api/Contact|Gift|RecurringGift/:id', kind: 'record' },
  { product: 'crm', method: 'GET', path: '/api/Gift|RecurringGift/ByContact/:id', kind: 'record' },
  { product: 'crm', method: 'GET', path: '/api/Contact|Gift/:source/:reference', kind: 'record' },
  {
    product: 'raise',
    method: 'GET',
    path: '/api/Donor|Gift|RecurringGift|Campaign/list',
    kind: 'list',
  },
  { product: 'raise', method: 'POST', path: '/api/Donor|Gift|RecurringGift/query', kind: 'list' },
  {
    product: 'raise',
    method: 'GET',
    path: '/api/Donor|Gift|RecurringGift|Campaign/:id',
    kind: 'record',
  },
  { product: 'raise', method: 'GET', path: '/api/Donor/:id/gifts', kind: 'record' },
  // Subscriptions and their delivery logs (B8); CRM+ has no list of them (A8).
  { product: 'raise', method: 'GET', path: '/api/Webhook/list', kind: 'list' },
  { product: 'raise', method: 'GET', path: '/api/Webhook/log/list', kind: 'list' },
  { product: 'raise', method: 'GET', path: '/api/Webhook/:id/log/list', kind: 'record' },
];

/**
 * The only requests that change anything: a webhook subscription is made, or one is deleted (product.md; A8, B8). `checkAllowed`
 * refuses them like every other write; they leave through `ConfirmedWriter` alone, after a person has seen the exact request.
 */
const CONFIRMED_WRITES: readonly { readonly method: string; readonly path: string }[] = [
  { method: 'POST', path: '/api/Webhook' },
  { method: 'DELETE', path: '/api/Webhook/:id' },
];

/** @throws Failure refused_by_allow_list for everything but the writes that a person may confirm */
export function checkConfirmedWrite({ method, path, body }: Asked): void {
  const isOne = CONFIRMED_WRITES.some((row) => row.method === method && matches(row.path, path));
  if (isOne && (body !== undefined) === (method === 'POST')) return;
  throw new Failure(
    'refused_by_allow_list',
    'Tieout changes nothing but its own webhook subscriptions, so this was not sent.',
  );
}

/**
 * Words that CRM+ routes elsewhere when they stand where a reference source would (PM; all under /api/Contact and
 * /api/Gift). Compared without case: the product's routing may not mind it.
 */
const RESERVED_SOURCES = new Set(
  `
    activity archive batch bulk bycontact byreference bytag collection customcollections
    customfields find following merge noncashgifttypes passthrough prefixes proximity
    query queryoptions receipts reversingtransaction search togglefollow transaction
    transactions types unarchive
  `
    .trim()
    .split(/\s+/),
);

/** One request as far as the allow-list looks at it; the method is a text because callers may be wrong about it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
}

/**
 * The kind of a read that may be sent.
 * @throws Failure refused_by_allow_list for everything else
 */
export function checkAllowed(product: Product, asked: Asked): CallKind {
  const read = READS.find(
    (row) =>
      row.product === product && row.method === asked.method && matches(row.path, asked.path),
  );
  const hasBody = asked.body !== undefined;
  // Names like "_method" or "X-HTTP-Method-Override" make some servers take a read for a write.
  const hasPlainQuery = Object.keys(asked.query ?? {}).every((name) => /^[A-Za-z]+$/.test(name));
  if (read && hasPlainQuery && hasBody === (read.method === 'POST')) return read.kind;
  const shown = `${asked.method} ${asked.path.split(/[?#]/, 1)[0] ?? ''}`
    .replace(/[^\x21-\x7e ]/g, '?')
    .slice(0, 120);
  throw new Failure(
    'refused_by_allow_list',
    `Tieout only reads: "${shown}" is not one of the reads of ${PRODUCT_WORDS[product]} that it may send, so it was not sent.`,
  );
}

/** Whether a reference source can stand in a path without being routed elsewhere; if not, look it up by a query. */
export function isAllowedSource(source: string): boolean {
  return !RESERVED_SOURCES.has(trimForRouting(source).toLowerCase());
}

function matches(pattern: string, path: string): boolean {
  if (!isSafePath(path)) return false;
  const wanted = pattern.split('/');
  const parts = path.split('/');
  return (
    wanted.length === parts.length && wanted.every((segment, at) => fits(segment, parts[at] ?? ''))
  );
}

/** Literals are compared as they are written: an encoded or differently cased one is not the same. */
function fits(segment: string, part: string): boolean {
  if (segment === ':id') return /^\d{1,19}$/.test(part);
  if (segment === ':source') return part !== '' && isAllowedSource(decodeURIComponent(part));
  if (segment === ':reference') return part !== '';
  return segment.split('|').includes(part);
}
