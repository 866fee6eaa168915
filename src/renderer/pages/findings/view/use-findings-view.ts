import { useCallback, useEffect, useRef, useState } from 'react';
import type { MoneySum } from '../../../../contract/findings.ts';
import type { FailureFacts } from '../../../../contract/failure.ts';
import type {
  FindingQuery,
  FindingRow,
  FindingSort,
} from '../../../../core/model/finding-query.ts';
import type { Engine } from '../../../engine/client.ts';
import { useEngine } from '../../../engine/engine-context.tsx';
import { failureOf } from '../../../engine/failure.ts';
import { BLOCK_ROWS } from './block-rows.ts';

/** What a view shows: rows of one run under one filter in one order. */
export interface ViewRequest {
  readonly workspace: string;
  readonly runId: string;
  readonly query: FindingQuery;
  readonly sort: FindingSort;
}

/** A view that is in order: any of its rows can be asked for. */
export interface FindingsView extends ViewRequest {
  readonly viewId: string;
  readonly total: number;
  readonly sums: readonly MoneySum[];
  /** The filter as a sentence. */
  readonly words: string;
  readonly isProvisional: boolean;
  /** The first rows, so that a new view is shown at once. */
  readonly firstRows: readonly FindingRow[];
}

export interface OpeningView {
  /** The newest view that is ready; while another one is made, the former stays. */
  readonly view: FindingsView | null;
  /** Set while a view is being made. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly failure: FailureFacts | null;
  /** Makes the view anew, of what is known by now. */
  readonly reopen: () => void;
}

/** Keeps one view open on what is asked for. The former opening is stopped: an answer that comes late is never shown. */
export function useFindingsView(request: ViewRequest): OpeningView {
  const engine = useEngine();
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify({ turn, request });
  const [view, setView] = useState<FindingsView | null>(null);
  const [progress, setProgress] = useState<OpeningView['progress']>(null);
  const [failure, setFailure] = useState<FailureFacts | null>(null);
  const kept = useRef<FindingsView | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const { request: wanted } = JSON.parse(key) as { readonly request: ViewRequest };
    const make = async (): Promise<void> => {
      setFailure(null);
      setProgress({ done: 0, total: 0 });
      try {
        const made = await openView(engine, wanted, stop.signal, setProgress);
        if (made === null) return;
        const former = kept.current;
        kept.current = made;
        setView(made);
        setProgress(null);
        if (former !== null) closeView(engine, former);
      } catch (error) {
        // What was stopped ends with a plain error: nobody waits for it any more.
        if (stop.signal.aborted) return;
        setProgress(null);
        setFailure(failureOf(error));
      }
    };
    void make();
    return () => stop.abort();
  }, [engine, key]);
  useEffect(
    () => () => {
      if (kept.current !== null) closeView(engine, kept.current);
      kept.current = null;
    },
    [engine],
  );
  const reopen = useCallback(() => setTurn((n) => n + 1), []);
  const shown = view !== null && view.runId === request.runId ? view : null;
  return { view: shown, progress, failure, reopen };
}

/** The same for two views that show the same list in the same order, as it was at different times. */
export function listOf({ query, sort }: ViewRequest): string {
  return JSON.stringify([query, sort]);
}

/** Null if it was stopped; what was made nevertheless is closed again. */
async function openView(
  engine: Engine,
  wanted: ViewRequest,
  signal: AbortSignal,
  onProgress: (progress: { readonly done: number; readonly total: number }) => void,
): Promise<FindingsView | null> {
  for await (const event of await engine.findings.open(wanted, { signal })) {
    if (event.kind === 'progress') {
      if (signal.aborted) return null;
      onProgress({ done: event.done, total: event.total });
      continue;
    }
    const { workspace } = wanted;
    const { viewId, total } = event;
    const made = { ...wanted, ...event, firstRows: [] };
    if (!signal.aborted) {
      const firstRows = await engine.findings.block({
        workspace,
        viewId,
        start: 0,
        end: Math.min(BLOCK_ROWS, total),
      });
      if (!signal.aborted) return { ...made, firstRows };
    }
    closeView(engine, made);
    return null;
  }
  throw new Error('The engine made no view');
}

/** Nobody waits for it: a view that can't be closed is dropped by the engine itself. */
function closeView(engine: Engine, { workspace, viewId }: FindingsView): void {
  engine.findings.close({ workspace, viewId }).catch(() => undefined);
}
