import type { FailureKind } from '../model/failure.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Product, RecordType } from '../model/record-type.ts';
import type { Reference } from '../model/records.ts';
import type { StreamName } from '../model/streams.ts';
import { directRead, type ReadKind } from '../staging/direct-reads.ts';
import type { Db } from '../staging/database.ts';

/** One record to be asked for directly. */
export interface ReadRequest {
  readonly kind: ReadKind;
  readonly key: string;
}

/** Thrown by a case when its verdict needs a read that has not been made; the audit makes it and classifies again. */
export class ReadNeeded extends Error {
  readonly requests: readonly ReadRequest[];

  constructor(requests: readonly ReadRequest[]) {
    super(`needs ${requests.map((request) => request.kind).join(', ')}`);
    this.requests = requests;
  }
}

/** The reads that are needed, each once. */
export class NeededReads {
  readonly #reads = new Map<string, ReadRequest>();

  /** Runs `work`; if it needs a read, notes it and answers null. */
  collect<T>(work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ReadNeeded)) throw error;
      for (const read of error.requests) this.#reads.set(`${read.kind}\n${read.key}`, read);
      return null;
    }
  }

  all(): ReadRequest[] {
    return [...this.#reads.values()];
  }
}

/** The answers of direct reads, as cases ask for them. Never touches the network. */
export class DirectReads {
  readonly #db: Db;
  readonly #blocked: (kind: ReadKind) => FailureKind | null;

  /** @param blocked why records of a kind can't be asked for at all, null if they can */
  constructor(db: Db, blocked: (kind: ReadKind) => FailureKind | null) {
    this.#db = db;
    this.#blocked = blocked;
  }

  /**
   * The outcome of one read. `record` gives the found record, which was added to the rows when it came.
   * @throws ReadNeeded if it hasn't been asked for
   */
  outcome<T>(kind: ReadKind, key: string, record: () => T | null): Outcome<T> {
    const outcome = this.#known<T>(kind, key, record);
    if (outcome === null) throw new ReadNeeded([{ kind, key }]);
    return outcome;
  }

  /** Several at once, so that all that are missing are asked for together. */
  outcomes<T>(kind: ReadKind, keys: readonly string[], record: () => T | null): Outcome<T>[] {
    const known = keys.map((key) => ({ key, outcome: this.#known<T>(kind, key, record) }));
    const missing = known.filter((read) => read.outcome === null);
    if (missing.length > 0) throw new ReadNeeded(missing.map(({ key }) => ({ kind, key })));
    return known.flatMap((read) => (read.outcome === null ? [] : [read.outcome]));
  }

  #known<T>(kind: ReadKind, key: string, record: () => T | null): Outcome<T> | null {
    const read = directRead(this.#db, kind, key);
    switch (read?.outcome) {
      case 'found': {
        const found = record();
        return found === null
          ? { kind: 'unreadable', why: 'the answer could not be parsed' }
          : { kind: 'found', record: found };
      }
      case 'unreadable':
        return { kind: 'unreadable', why: 'the answer could not be parsed' };
      case 'absent':
        return { kind: 'absent' };
      case 'unknown':
        return { kind: 'unknown', failure: read.failure ?? 'bad_answer' };
      case 'absent_once':
      case undefined: {
        const failure = this.#blocked(kind);
        return failure === null ? null : { kind: 'unknown', failure };
      }
    }
  }
}

/** The key of a look-up by reference. */
export function referenceKey(reference: Reference): string {
  return `${reference.source}\n${reference.id}`;
}

/** The reference that a look-up's stored key names, as `keyOfReference` wrote it. */
export function referenceOf(key: string): Reference {
  const at = key.indexOf('\n');
  return { source: key.slice(0, at), id: key.slice(at + 1) };
}

/** How one record of a product is asked for by its id. */
export const SINGLE_READ: Readonly<Record<Product, Readonly<Record<RecordType, ReadKind>>>> = {
  raise: { donor: 'raise.donor', gift: 'raise.gift', recurring_gift: 'raise.recurring_gift' },
  crm: { donor: 'crm.contact', gift: 'crm.gift', recurring_gift: 'crm.recurring_gift' },
};

/** The list in which a read's record would stand. */
export const STREAM_OF: Readonly<Record<ReadKind, StreamName>> = {
  'raise.donor': 'raise.donors',
  'raise.gift': 'raise.gifts',
  'raise.recurring_gift': 'raise.recurring_gifts',
  'crm.contact': 'crm.contacts',
  'crm.contact_by_reference': 'crm.contacts',
  'crm.gift': 'crm.gifts',
  'crm.gift_by_reference': 'crm.gifts',
  'crm.gifts_of_contact': 'crm.gifts',
  'crm.recurring_gift': 'crm.recurring_gifts',
  'crm.recurring_gift_by_reference': 'crm.recurring_gifts',
};
