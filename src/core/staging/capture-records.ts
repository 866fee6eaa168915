import type { FailureKind } from '../model/failure.ts';
import type { StreamName, StreamRow } from '../model/streams.ts';

export type SnapshotState = 'open' | 'sealed' | 'partial';

/** Where the read of one stream stands. `cursor` is the connector's own, as JSON. */
export interface StreamSnapshot {
  readonly name: StreamName;
  readonly state: SnapshotState;
  readonly filter: string | null;
  readonly cursor: string | null;
  /** 1, or higher while the ids are read again as a proof. */
  readonly pass: number;
  readonly advertised: number | null;
  readonly pages: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly isChanged: boolean;
  readonly failure: FailureKind | null;
  readonly note: string | null;
}

/** One page on its way into the file. */
export interface PageToCommit {
  /** The answer's bytes, from `packBody`. */
  readonly packed: Uint8Array;
  readonly rows: readonly StreamRow[];
  readonly overlap: number;
  readonly total: number | null;
  readonly cursor: string;
  readonly receivedAt: number;
  /** What the run has spent so far, as JSON: a kill must lose none of it. */
  readonly spent: string;
}

export interface StoredPage {
  readonly seq: number;
  readonly stream: StreamName;
  readonly overlap: number;
  readonly text: string;
}

/** The fact that tells until when a sealed stream's rows are known to be as stored. */
export function closedFact(stream: StreamName): string {
  return `closed: ${stream}`;
}
