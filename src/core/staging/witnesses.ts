import type { InstantMs } from '../model/instants.ts';
import type { Product } from '../model/record-type.ts';
import type { Db } from './database.ts';
import type { ReadKind } from './direct-reads.ts';

/** A record that a run has read and that tells when it was made: who knows it is the same customer. */
export interface Witness {
  readonly kind: Extract<ReadKind, 'raise.donor' | 'raise.gift' | 'crm.contact' | 'crm.gift'>;
  readonly id: string;
  readonly createdAt: InstantMs;
}

const KINDS = { raise: ['raise.donor', 'raise.gift'], crm: ['crm.contact', 'crm.gift'] } as const;
const TABLES = {
  'raise.donor': 'raise_donor',
  'raise.gift': 'raise_gift',
  'crm.contact': 'crm_contact',
  'crm.gift': 'crm_gift',
} as const;

/** The first person and gift that were read of a product, and the last person; none before the first answer. */
export function witnesses(db: Db, product: Product): Witness[] {
  const [person, gift] = KINDS[product];
  return [
    ...witness(db, person, 'ASC'),
    ...witness(db, gift, 'ASC'),
    ...witness(db, person, 'DESC'),
  ];
}

function witness(db: Db, kind: Witness['kind'], order: 'ASC' | 'DESC'): Witness[] {
  const row = db
    .prepare(
      `SELECT id, json_extract(record, '$.createdAt') AS createdAt FROM ${TABLES[kind]}
      WHERE json_extract(record, '$.createdAt') IS NOT NULL ORDER BY rowid ${order} LIMIT 1`,
    )
    .get() as { id: number; createdAt: number } | undefined;
  return row === undefined ? [] : [{ kind, id: String(row.id), createdAt: row.createdAt }];
}
