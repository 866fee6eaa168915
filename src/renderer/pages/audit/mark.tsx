import type { ReactNode } from 'react';
import { IconClock, IconClose, IconInfo, IconTick, IconWarning } from '../../shell/icons.tsx';
import classes from './mark.module.css';

export type Tone = 'good' | 'bad' | 'warn' | 'wait' | 'quiet';

const ICONS: Readonly<Record<Tone, () => ReactNode>> = {
  good: IconTick,
  bad: IconClose,
  warn: IconWarning,
  wait: IconClock,
  quiet: IconInfo,
};

/** Words with a sign and a colour that say the same; never the colour alone. */
export function Mark({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <span className={`${classes['mark']} ${classes[tone]}`}>
      <span className={classes['icon']}>
        <Icon />
      </span>
      <span>{children}</span>
    </span>
  );
}
