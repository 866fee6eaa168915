import { Anchor, Text } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { formatNumber } from '../../words/format.ts';
import { overviewWords } from '../../words/overview.ts';
import classes from './overview.module.css';

const words = overviewWords.figures;

interface FigureProps {
  readonly title: string;
  /** Null: not known. */
  readonly count: number | null;
  readonly hint: ReactNode;
  /** Where the counted findings are shown; null if they can't be. */
  readonly href: string | null;
}

/** Figures side by side, each with what it means. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return (
    <dl className={classes['figures']} aria-label={words.label}>
      {children}
    </dl>
  );
}

export function Figure({ title, count, hint, href }: FigureProps) {
  const id = useId();
  const text = count === null ? words.notKnown : formatNumber(count);
  return (
    <div className={classes['figure']}>
      <dt id={id}>{title}</dt>
      <dd>
        <span className={classes['count']} data-unknown={count === null || undefined}>
          {href !== null && count !== null && count > 0 ? (
            <Anchor href={href} inherit aria-label={words.show(title, text)}>
              {text}
            </Anchor>
          ) : (
            text
          )}
        </span>
        <Text size="xs" c="dimmed" component="span">
          {hint}
        </Text>
      </dd>
    </div>
  );
}
