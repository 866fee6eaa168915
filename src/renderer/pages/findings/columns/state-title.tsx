import { stateEntry, type State } from '../../../../core/model/states.ts';
import { STATE_LOOKS } from './state-look.ts';
import classes from './state-look.module.css';

/** A state's title with its dot. */
export function StateTitle({ state }: { readonly state: State }) {
  return <span className={stateClass(state)}>{stateEntry(state).title}</span>;
}

export function stateClass(state: State): string {
  return `${classes['dotted'] ?? ''} ${classes[STATE_LOOKS[state]] ?? ''}`;
}
