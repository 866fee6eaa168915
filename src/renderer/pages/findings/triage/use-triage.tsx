import { createContext, use, useCallback, useMemo, useState, type RefObject } from 'react';
import type { FailureFacts } from '../../../../contract/failure.ts';
import type { TriagePatch } from '../../../../core/model/triage-step.ts';
import type { TriageStatus } from '../../../../core/model/triage.ts';
import { useEngine } from '../../../engine/engine-context.tsx';
import { failureOf } from '../../../engine/failure.ts';
import { tellStep, tellStepFailure } from '../../../shell/triage/step-notice.tsx';
import { triageWords } from '../../../words/triage.ts';
import type { GridHandle, PlacedRow } from '../grid/grid-link.ts';
import { listOf, type FindingsView } from '../view/use-findings-view.ts';
import { statusPatch, type FormKind } from './patches.ts';
import { countOf, findingsOf, type TriageTarget } from './targets.ts';
import { tellDecided } from './tell-decided.ts';

export interface TriageForm {
  readonly kind: FormKind;
  readonly target: TriageTarget;
}

/** What can be decided on the page, and about what. */
export interface TriageActions {
  readonly workspace: string;
  /** The audit whose days and zone count; null if there is none. */
  readonly runId: string | null;
  /** False while the run goes on: what is provisional can't be decided about. */
  readonly isReady: boolean;
  /** Whether everything that is shown was chosen, rather than rows one by one. */
  readonly isAll: boolean;
  readonly chooseAll: (isAll: boolean) => void;
  /** Findings that are being decided about; null while nothing is. */
  readonly pending: number | null;
  readonly form: TriageForm | null;
  readonly closeForm: () => void;
  /** What is selected in the grid, or everything; null if nothing is. */
  readonly selection: () => TriageTarget | null;
  /** Both act on what is selected or looked at, or on `target`, and say so where nothing is. */
  readonly mark: (status: TriageStatus, target?: TriageTarget | null) => void;
  readonly openForm: (kind: FormKind, target?: TriageTarget | null) => void;
  /** Resolves to why it did not work; null if it did. */
  readonly decide: (target: TriageTarget, patch: TriagePatch) => Promise<FailureFacts | null>;
}

interface TriageParts {
  readonly workspace: string;
  readonly runId: string;
  readonly view: FindingsView | null;
  readonly isFinished: boolean;
  readonly grid: RefObject<GridHandle | null>;
  readonly opened: PlacedRow | null;
}

export function useTriage(parts: TriageParts): TriageActions {
  const { workspace, runId, view, isFinished, grid, opened } = parts;
  const engine = useEngine();
  const [allOf, setAllOf] = useState<string | null>(null);
  const [pending, setPending] = useState<number | null>(null);
  const [form, setForm] = useState<TriageForm | null>(null);
  const isReady = isFinished && view !== null && !view.isProvisional && view.total > 0;
  // Another filter is another choice; the same list made anew is the same one.
  const list = view === null ? null : listOf(view);
  const isAll = list !== null && allOf === list;
  const chooseAll = useCallback((all: boolean) => setAllOf(all ? list : null), [list]);
  const decide = useCallback(
    async (target: TriageTarget, patch: TriagePatch): Promise<FailureFacts | null> => {
      setPending(countOf(target));
      try {
        const findings = findingsOf(target);
        const decided = await engine.triage.decide({ workspace, runId, findings, patch });
        tellDecided(engine, workspace, countOf(target), decided);
        setAllOf(null);
        return null;
      } catch (error) {
        return failureOf(error);
      } finally {
        setPending(null);
      }
    },
    [engine, workspace, runId],
  );
  const selection = useCallback((): TriageTarget | null => {
    if (!isReady || view === null) return null;
    if (isAll) return { kind: 'all', view };
    const rows = grid.current?.selectedRows() ?? [];
    return rows.length > 0 ? { kind: 'rows', rows } : null;
  }, [isReady, view, isAll, grid]);
  const chosen = useCallback((): TriageTarget | null => {
    const selected = selection();
    const one = opened?.row ?? grid.current?.focusedRow() ?? null;
    if (!isReady || one === null) return selected;
    const inDetail = document.activeElement?.closest('[data-finding-detail]') != null;
    // A click selects the row that it goes to: one alone says less than the row that is looked at by now.
    return selected === null || inDetail || isOneRow(selected)
      ? { kind: 'rows', rows: [one] }
      : selected;
  }, [isReady, selection, grid, opened]);
  return useMemo(() => {
    const on = (
      given: TriageTarget | null | undefined,
      act: (target: TriageTarget) => void,
    ): void => {
      const target = given ?? chosen();
      if (target !== null) act(target);
      else tellStep(isReady ? triageWords.nothingSelected : triageWords.notYet);
    };
    const mark = async (status: TriageStatus, target: TriageTarget): Promise<void> => {
      const failure = await decide(target, statusPatch(status, target));
      if (failure !== null) tellStepFailure(failure.sentence);
    };
    return {
      workspace,
      runId,
      isReady,
      isAll,
      chooseAll,
      pending,
      form,
      closeForm: () => setForm(null),
      mark: (status, target) => on(target, (about) => void mark(status, about)),
      openForm: (kind, target) => on(target, (about) => setForm({ kind, target: about })),
      selection,
      decide,
    };
  }, [chooseAll, chosen, decide, form, isAll, isReady, pending, runId, selection, workspace]);
}

function isOneRow(target: TriageTarget): boolean {
  return target.kind === 'rows' && target.rows.length === 1;
}

const Context = createContext<TriageActions | null>(null);

export const TriageProvider = Context.Provider;

export function useTriageActions(): TriageActions {
  const actions = use(Context);
  if (actions === null) throw new Error('useTriageActions stands outside of its provider');
  return actions;
}
