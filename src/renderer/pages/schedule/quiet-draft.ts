import type { QuietHours } from '../../../core/model/alert.ts';
import { TIME_OF_DAY } from '../../../core/model/schedule.ts';
import { alertWords } from '../../words/alerts.ts';
import { scheduleWords } from '../../words/schedule.ts';

/** Quiet hours while they are chosen: the times stay typed while they are off. */
export interface QuietDraft {
  readonly isOn: boolean;
  readonly from: string;
  readonly to: string;
}

const USUAL: QuietHours = { from: '22:00', to: '06:00' };

export function draftOfQuiet(quiet: QuietHours | null): QuietDraft {
  return { isOn: quiet !== null, ...(quiet ?? USUAL) };
}

export interface QuietErrors {
  readonly from: string | null;
  readonly to: string | null;
}

/** What stands against a draft; off, nothing does. */
export function quietErrors({ isOn, from, to }: QuietDraft): QuietErrors {
  const wrong = (text: string): string | null =>
    isOn && !TIME_OF_DAY.test(text) ? scheduleWords.form.atWrong : null;
  return {
    from: wrong(from),
    to: wrong(to) ?? (isOn && from === to ? alertWords.quiet.same : null),
  };
}

export function quietOf({ isOn, from, to }: QuietDraft): QuietHours | null {
  return isOn ? { from, to } : null;
}
