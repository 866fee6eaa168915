import { VisuallyHidden } from '@mantine/core';
import type { Phase } from '../../../core/model/progress.ts';
import { IconTick } from '../../shell/icons.tsx';
import { auditRunWords } from '../../words/audit-run.ts';
import { formatNumber } from '../../words/format.ts';
import classes from './run.module.css';

const PHASES: readonly Phase[] = ['connect', 'capture', 'match', 'confirm', 'classify', 'save'];
const words = auditRunWords.run;

/** The stages of an audit in their order, with the one it is in. Confirming goes back to matching now and then. */
export function StageList({ phase }: { readonly phase: Phase | null }) {
  const now = phase === null ? -1 : PHASES.indexOf(phase);
  return (
    <ol className={classes['stages']} aria-label={words.stages}>
      {PHASES.map((each, index) => {
        const standing = index < now ? 'done' : index === now ? 'now' : 'ahead';
        return (
          <li
            key={each}
            className={classes['stage']}
            data-standing={standing}
            aria-current={standing === 'now' ? 'step' : undefined}
          >
            <span className={classes['sign']} aria-hidden="true">
              {standing === 'done' ? <IconTick /> : formatNumber(index + 1)}
            </span>
            {words.phases[each]}
            <VisuallyHidden>{words.phaseStanding[standing]}</VisuallyHidden>
          </li>
        );
      })}
    </ol>
  );
}
