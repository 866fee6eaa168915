import type { CrmRecord, RaiseRecord } from './finding-sides.ts';
import type { NewFinding } from './finding.ts';
import type { Product, RecordType } from './record-type.ts';
import type { AuditRequest } from './request.ts';

export interface QuickCheckRequest {
  readonly recordType: RecordType;
  readonly id: string;
  /** Whose id it is. */
  readonly side: Product;
  readonly rules: AuditRequest;
  readonly signal?: AbortSignal;
}

/** One record on both sides with its verdict. */
export interface QuickCheck {
  readonly recordType: RecordType;
  readonly raise: RaiseRecord | null;
  readonly crm: readonly CrmRecord[];
  /** Null if the record is consistent, or if `gap` says why nothing could be said. */
  readonly finding: NewFinding | null;
  /** Why no verdict could be given; null if one was. */
  readonly gap: string | null;
  readonly calls: Readonly<Record<Product, number>>;
  /** What one record cannot tell. */
  readonly limits: readonly string[];
}
