import classes from './meter.module.css';

interface MeterProps {
  readonly label: string;
  /** What the bar says in words; it stands beside it too. */
  readonly words: string;
  /** 0 to 1; null while the whole is not known. */
  readonly share: number | null;
  readonly kind: 'progress' | 'meter';
  readonly tone?: 'usual' | 'done' | 'low';
}

/** A thin bar. It is scaled, not laid out anew, so that four changes a second cost nothing. */
export function Meter({ label, words, share, kind, tone = 'usual' }: MeterProps) {
  const shown = Math.min(1, Math.max(0, share ?? 0));
  return (
    <div
      className={classes['track']}
      data-tone={tone}
      role={kind === 'progress' ? 'progressbar' : 'meter'}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share === null && kind === 'progress'
        ? {}
        : { 'aria-valuenow': Math.round(shown * 100) })}
      aria-valuetext={words}
    >
      <div className={classes['bar']} style={{ transform: `scaleX(${shown})` }} />
    </div>
  );
}
