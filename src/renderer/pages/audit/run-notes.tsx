import { auditRunWords } from '../../words/audit-run.ts';
import classes from './run.module.css';

const words = auditRunWords.run;

/** What the run noticed on its way. */
export function RunNotes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <details>
      <summary className={classes['summary']}>{words.notes(notes.length)}</summary>
      <ul className={classes['notes']} aria-label={words.noteList}>
        {notes.map((note, index) => (
          <li key={`${index} ${note}`}>{note}</li>
        ))}
      </ul>
    </details>
  );
}
