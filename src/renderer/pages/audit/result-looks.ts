import type { ReactNode } from 'react';
import { IconCheckCircle, IconFindings, IconWarning } from '../../shell/icons.tsx';
import type { Result } from './result-of.ts';

interface ResultLook {
  readonly color: string;
  readonly Icon: () => ReactNode;
}

/** How each kind of result looks. Red is left to what has failed: an audit that isn't verified has ended as it should. */
export const RESULT_LOOKS: Readonly<Record<Result['kind'], ResultLook>> = {
  clean: { color: 'teal', Icon: IconCheckCircle },
  to_act: { color: 'indigo', Icon: IconFindings },
  not_verified: { color: 'yellow', Icon: IconWarning },
};
