import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { FailureFacts } from '../../../contract/failure.ts';
import type { WorkspaceDetails } from '../../../contract/workspaces.ts';
import type { ConnectionReport } from '../../../core/model/connection-report.ts';
import { failureOf } from '../../engine/failure.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { detailsKey, workspaceKey, WORKSPACES_KEY } from '../../shell/workspace-queries.ts';
import { savedConnection, type ConnectionDraft } from './connection-draft.ts';

export interface ConnectionWork {
  /** The last test's answer of this session. */
  readonly report: ConnectionReport | null;
  readonly isSaving: boolean;
  readonly isTesting: boolean;
  readonly saveFailure: FailureFacts | null;
  readonly testFailure: FailureFacts | null;
  readonly test: () => void;
  /** The saved details, or null if saving failed. Testing goes on after it resolves. */
  readonly save: (draft: ConnectionDraft, isTested: boolean) => Promise<WorkspaceDetails | null>;
}

/** Saving and testing of one workspace's connection. */
export function useConnection(workspace: string): ConnectionWork {
  const engine = useEngine();
  const queries = useQueryClient();
  const reportKey = [...workspaceKey(workspace), 'connection-report'];
  // Kept as a query's data, so that it is there when the page is opened again; never fetched by itself.
  const report = useQuery<ConnectionReport | null>({
    queryKey: reportKey,
    queryFn: () => queries.getQueryData<ConnectionReport>(reportKey) ?? null,
    enabled: false,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const test = useMutation({
    mutationFn: () => engine.connection.test({ workspace }),
    onSuccess: async (found) => {
      queries.setQueryData(reportKey, found);
      // A test may have proved that both tokens belong together.
      await queries.invalidateQueries({ queryKey: detailsKey(workspace) });
    },
  });
  const save = useMutation({
    mutationFn: (draft: ConnectionDraft) =>
      engine.connection.save(savedConnection(workspace, draft)),
    // A token must not stay in the cache of what was asked.
    gcTime: 0,
    onSuccess: (details) => {
      queries.setQueryData(detailsKey(workspace), details);
      queries.setQueryData(reportKey, null);
      void queries.invalidateQueries({ queryKey: WORKSPACES_KEY });
      // Where the token went is known only now.
      void queries.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  const { mutateAsync: saveDraft, reset: forgetSave } = save;
  const { mutate: testNow } = test;
  return {
    report: report.data ?? null,
    isSaving: save.isPending,
    isTesting: test.isPending,
    saveFailure: save.error === null ? null : failureOf(save.error),
    testFailure: test.error === null ? null : failureOf(test.error),
    test: useCallback(() => testNow(), [testNow]),
    save: useCallback(
      async (draft, isTested) => {
        try {
          const details = await saveDraft(draft);
          forgetSave();
          if (isTested) testNow();
          return details;
        } catch {
          // Shown as saveFailure.
          return null;
        }
      },
      [saveDraft, forgetSave, testNow],
    ),
  };
}
