import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { FailureFacts } from '../../../contract/failure.ts';
import type { QuickCheck } from '../../../core/model/quick-check.ts';
import type { Product, RecordType } from '../../../core/model/record-type.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { workspaceKey } from '../../shell/workspace-queries.ts';

export interface Asked {
  readonly recordType: RecordType;
  readonly id: string;
  readonly side: Product;
}

/** A check that was made in this session. */
export interface Checked {
  readonly asked: Asked;
  readonly atMs: number;
  readonly result: QuickCheck;
}

export interface Checks {
  /** Newest first, each record once. */
  readonly history: readonly Checked[];
  readonly shown: Checked | null;
  readonly isChecking: boolean;
  readonly failure: FailureFacts | null;
  readonly run: (asked: Asked) => void;
  readonly stop: () => void;
  /** Shows a former answer again; nothing is asked. */
  readonly show: (checked: Checked) => void;
}

const MOST_KEPT = 10;

/** Checks of one customer. They stay as long as the page is open, and never reach a disk. */
export function useChecks(workspace: string): Checks {
  const engine = useEngine();
  const queries = useQueryClient();
  const key = [...workspaceKey(workspace), 'checks'];
  const kept = useQuery<readonly Checked[]>({
    queryKey: key,
    queryFn: () => queries.getQueryData<readonly Checked[]>(key) ?? [],
    enabled: false,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const history = kept.data ?? [];
  const [shownId, setShownId] = useState<string | null>(history[0] ? idOf(history[0].asked) : null);
  const stopper = useRef<AbortController | null>(null);
  const check = useMutation({
    mutationFn: async (asked: Asked) => {
      const controller = new AbortController();
      stopper.current = controller;
      try {
        return await engine.runs.check({ workspace, ...asked }, { signal: controller.signal });
      } catch (error) {
        // Stopping on purpose is no failure.
        if (controller.signal.aborted) return null;
        throw error;
      }
    },
    onSuccess: (result, asked) => {
      if (result === null) return;
      const before = queries.getQueryData<readonly Checked[]>(key) ?? [];
      const others = before.filter((each) => idOf(each.asked) !== idOf(asked));
      queries.setQueryData(
        key,
        [{ asked, atMs: Date.now(), result }, ...others].slice(0, MOST_KEPT),
      );
      setShownId(idOf(asked));
    },
  });
  return {
    history,
    shown:
      check.error === null ? (history.find((each) => idOf(each.asked) === shownId) ?? null) : null,
    isChecking: check.isPending,
    failure: check.error === null ? null : failureOf(check.error),
    run: (asked) => {
      if (!check.isPending) check.mutate(asked);
    },
    stop: () => stopper.current?.abort(),
    show: (checked) => {
      check.reset();
      setShownId(idOf(checked.asked));
    },
  };
}

export function idOf({ recordType, side, id }: Asked): string {
  return `${recordType} ${side} ${id}`;
}
