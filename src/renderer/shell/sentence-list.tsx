import classes from './sentence-list.module.css';

/** Sentences below each other, each with its dot. */
export function SentenceList({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <ul className={classes['list']}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
