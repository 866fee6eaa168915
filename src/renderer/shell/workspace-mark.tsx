import type { WorkspaceColour } from '../../contract/settings.ts';
import classes from './workspace-mark.module.css';

interface WorkspaceMarkProps {
  readonly name: string;
  readonly colour: WorkspaceColour;
  readonly size?: 'small' | 'large';
}

/** A customer's sign: initials in the customer's colour. The name stands beside it, so it is decoration. */
export function WorkspaceMark({ name, colour, size = 'small' }: WorkspaceMarkProps) {
  return (
    <span className={classes['mark']} data-colour={colour} data-size={size} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

/** The stripe in the customer's colour that is always on the screen. */
export function WorkspaceBand({ colour }: { readonly colour: WorkspaceColour }) {
  return <div className={classes['band']} data-colour={colour} data-band={colour} />;
}

const letters = new Intl.Segmenter();

/** "Hope for Children" -> "HC"; "hope" -> "HO". */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
  const initials =
    last === '' ? firstLetters(first, 2) : firstLetters(first, 1) + firstLetters(last, 1);
  return initials.toLocaleUpperCase();
}

function firstLetters(word: string, count: number): string {
  return Array.from(letters.segment(word), ({ segment }) => segment)
    .slice(0, count)
    .join('');
}
