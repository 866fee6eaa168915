import { Skeleton, Stack } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { RunStatus } from '../../../contract/runs.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { useStream } from '../../engine/use-stream.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { Page } from '../../shell/page.tsx';
import { useWorkspaceDetails } from '../../shell/workspace-queries.ts';
import { auditWords } from '../../words/audit.ts';
import { EarlierRuns } from './earlier-runs.tsx';
import { ElsewhereNote } from './elsewhere-note.tsx';
import { EndedNote } from './ended-note.tsx';
import { isGoing } from './is-going.ts';
import { PlanDesk } from './plan-desk.tsx';
import { RunPanel } from './run-panel.tsx';
import { FIRST_SCOPE } from './scope-draft.ts';
import { elsewhereIn, useRuns } from './use-runs.ts';

/** The audit page itself: a plan or the run that goes on, and the earlier ones. */
export function AuditDesk({ workspace }: { readonly workspace: string }) {
  const engine = useEngine();
  const details = useWorkspaceDetails(workspace);
  const runs = useRuns(workspace);
  const [draft, setDraft] = useState(FIRST_SCOPE);
  const [isSeenGoing, setIsSeenGoing] = useState(false);
  const elsewhere = elsewhereIn(runs.data);
  const [seenElsewhere, setSeenElsewhere] = useState<string | null>(null);
  const elsewhereId = elsewhere?.run.runId ?? null;
  if (elsewhereId !== null && elsewhereId !== seenElsewhere) setSeenElsewhere(elsewhereId);
  const open = useCallback(
    (signal: AbortSignal) => engine.runs.watch({ workspace }, { signal }),
    [engine, workspace],
  );
  const [toldAtMs, setToldAtMs] = useState(0);
  const onEvent = useCallback((event: RunStatus) => {
    setToldAtMs(Date.now());
    if (isGoing(event)) setIsSeenGoing(true);
  }, []);
  const { latest: status, failure } = useStream(open, onEvent);
  const failed = failure ?? (details.error === null ? null : failureOf(details.error));
  const isKnown = status !== null && details.data !== undefined && !runs.isPending;
  return (
    <Page title={auditWords.title} description={auditWords.description}>
      {failed !== null && <FailureNote failure={failed} retry={() => void details.refetch()} />}
      {!isKnown && failed === null && (
        <Stack role="status" aria-label={auditWords.loading}>
          <Skeleton height={280} />
        </Stack>
      )}
      {isKnown &&
        (isGoing(status) ? (
          <RunPanel status={status} toldAtMs={toldAtMs} />
        ) : elsewhere !== null ? (
          <ElsewhereNote {...elsewhere} askedAtMs={runs.dataUpdatedAt} isFresh={isSeenGoing} />
        ) : (
          <>
            <EndedNote
              key={status.startedUtc}
              details={details.data}
              status={status}
              newest={runs.data?.[0] ?? null}
              seenElsewhere={seenElsewhere}
              isFresh={isSeenGoing || seenElsewhere !== null}
            />
            <PlanDesk
              workspace={workspace}
              details={details.data}
              startedUtc={status.startedUtc}
              draft={draft}
              onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
            />
          </>
        ))}
      <EarlierRuns
        workspace={workspace}
        runs={runs}
        goingId={elsewhereId ?? (status !== null && isGoing(status) ? status.runId : null)}
      />
    </Page>
  );
}
