import { useEffect, useRef } from 'react';
import type { RunStatus, StoredRunSummary } from '../../../contract/runs.ts';
import type { WorkspaceDetails } from '../../../contract/workspaces.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { FinishedNote } from './finished-note.tsx';
import { howItEnded } from './how-it-ended.ts';
import { StoppedNote } from './stopped-note.tsx';
import classes from './run.module.css';

interface EndedNoteProps {
  readonly details: WorkspaceDetails;
  readonly status: RunStatus;
  readonly newest: StoredRunSummary | null;
  /** A run of another program that went on while it was looked at. */
  readonly seenElsewhere: string | null;
  /** It ended while it was looked at: the focus goes there. */
  readonly isFresh: boolean;
}

/** How the last audit ended, and what can be done now; nothing if there is nothing to say. */
export function EndedNote({ details, status, newest, seenElsewhere, isFresh }: EndedNoteProps) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isFresh && document.activeElement === document.body) note.current?.focus();
  }, [isFresh]);
  const ending = howItEnded(status, newest, seenElsewhere);
  if (ending === null) return null;
  return (
    <div ref={note} tabIndex={-1} role="status" className={classes['panel']}>
      {ending.kind === 'finished' ? (
        <FinishedNote workspace={details.name} runId={ending.runId} />
      ) : (
        <>
          {ending.failure !== null && <FailureNote failure={ending.failure} />}
          <StoppedNote details={details} stopped={ending} />
        </>
      )}
    </div>
  );
}
