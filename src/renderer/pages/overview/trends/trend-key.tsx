import { trendWords } from '../../../words/trends.ts';
import classes from './trends.module.css';

const words = trendWords.key;

/** What the signs in the charts mean. */
export function TrendKey() {
  return (
    <ul className={classes['key']} aria-label={words.label}>
      <Entry text={words.verified}>
        <circle className={classes['verified']} cx={8} cy={8} r={3.5} />
      </Entry>
      <Entry text={words.notVerified}>
        <circle className={classes['open']} cx={8} cy={8} r={3.5} />
      </Entry>
      <Entry text={words.spike}>
        <path className={classes['spike']} d="M8 3 L2 12 L14 12 Z" />
      </Entry>
      <Entry text={words.usual}>
        <rect className={classes['usual']} x={0} y={3} width={16} height={10} />
      </Entry>
    </ul>
  );
}

function Entry({ text, children }: { readonly text: string; readonly children: React.ReactNode }) {
  return (
    <li>
      <svg width={16} height={16} aria-hidden="true">
        {children}
      </svg>
      {text}
    </li>
  );
}
