import type {
  ConnectionStep,
  ProductState,
  ReadFailure,
  StreamReport,
} from '../model/connection-report.ts';
import { isOfOneCall } from '../model/failure.ts';
import type { StreamName } from '../model/streams.ts';

/** What a product's lists answered. */
export interface AskedStreams {
  readonly state: ProductState;
  readonly streams: readonly StreamReport[];
  readonly failure: ReadFailure | null;
}

/**
 * Counts each list of a product; one that can't be read doesn't keep the others from being asked. Only a refused token,
 * and a product that never answered, end it: each further call would fail the same way, after all its tries.
 * `before` is what the product was asked already.
 * @throws Failure cancelled, defect
 */
export async function askStreams<S extends StreamName>(
  streams: readonly S[],
  count: (stream: S) => Promise<number | null>,
  onStep: (step: ConnectionStep) => void,
  before: { readonly failure: ReadFailure | null; readonly isAnswered: boolean } = {
    failure: null,
    isAnswered: false,
  },
): Promise<AskedStreams> {
  let { isAnswered } = before;
  const reports: StreamReport[] = [];
  const firstEnd = before.failure && endOf(before.failure, isAnswered);
  if (firstEnd) return { state: firstEnd, streams: [], failure: before.failure };
  for (const stream of streams) {
    onStep({ kind: 'stream', stream });
    try {
      reports.push({ stream, permitted: true, records: await count(stream), failure: null });
      isAnswered = true;
    } catch (error) {
      const failure = readFailureOf(error);
      reports.push({ stream, permitted: false, records: null, failure });
      const end = endOf(failure, isAnswered);
      if (end) return { state: end, streams: reports, failure };
    }
  }
  const failed = reports.filter((report) => !report.permitted);
  const isNothingRead = failed.length === reports.length;
  return {
    state: failed.length === 0 && before.failure === null ? 'ok' : 'partly',
    streams: reports,
    failure: before.failure ?? (isNothingRead ? (failed[0]?.failure ?? null) : null),
  };
}

/** What a caught error says. @throws what is no failure of reading: a cancellation, a mistake of ours */
export function readFailureOf(error: unknown): ReadFailure {
  if (!isOfOneCall(error)) throw error;
  const { kind, message, context } = error;
  const isNetwork = kind === 'network' || kind === 'timed_out';
  const where = isNetwork && context.url !== undefined ? ` Asked: ${context.url}` : '';
  return { kind, sentence: message + where };
}

function endOf({ kind }: ReadFailure, isAnswered: boolean): 'refused' | 'unreachable' | null {
  if (kind === 'sign_in_refused') return 'refused';
  return !isAnswered && (kind === 'network' || kind === 'timed_out') ? 'unreachable' : null;
}
