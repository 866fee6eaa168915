import { useEffect, useRef } from 'react';
import { useTriageHead } from '../../../shell/triage-watch.tsx';

/** Makes a view anew when something was decided of findings: its filter may let others through now. Counts ask again by themselves. */
export function useReopenAfterTriage(reopen: () => void): void {
  const seq = useTriageHead()?.seq ?? null;
  const known = useRef(seq);
  useEffect(() => {
    if (known.current !== null && known.current !== seq) reopen();
    known.current = seq;
  }, [seq, reopen]);
}
