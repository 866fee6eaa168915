import { Loader } from '@mantine/core';
import {
  IconCheckCircle,
  IconExternal,
  IconFindings,
  IconInfo,
  IconLock,
  IconOffline,
  IconPause,
  IconStop,
  IconWarning,
} from './icons.tsx';
import classes from './status-text.module.css';
import type { StatusKind, WorkspaceStatus } from './workspace-status.ts';

const SIGN: Readonly<Record<StatusKind, () => React.ReactNode>> = {
  running: () => <Loader size={12} />,
  waiting: () => <Loader size={12} type="dots" />,
  offline: IconOffline,
  paused: IconPause,
  elsewhere: IconExternal,
  unreadable: IconWarning,
  needs_sign_in: IconLock,
  never: IconInfo,
  interrupted: IconStop,
  clean: IconCheckCircle,
  to_act: IconFindings,
  not_verified: IconWarning,
};

/** A customer's standing: a sign, and the words that say the same. */
export function StatusText({ status }: { readonly status: WorkspaceStatus }) {
  const Sign = SIGN[status.kind];
  return (
    <span className={classes['status']} data-kind={status.kind}>
      <span className={classes['sign']} aria-hidden="true">
        <Sign />
      </span>
      <span className={classes['words']}>{status.words}</span>
    </span>
  );
}
