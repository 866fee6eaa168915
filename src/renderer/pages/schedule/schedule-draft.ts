import { RECORD_TYPES, type RecordType } from '../../../core/model/record-type.ts';
import { DEFAULT_AT, TIME_OF_DAY, type Schedule } from '../../../core/model/schedule.ts';
import type { Engine } from '../../engine/client.ts';
import { scheduleWords } from '../../words/schedule.ts';

const words = scheduleWords.form;

/** What is sent to set a schedule; since when it holds is the engine's to say. */
export type NewSchedule = Parameters<Engine['schedule']['set']>[0]['schedule'];

/** A schedule while it is chosen: the time stays typed while another kind is looked at. */
export interface ScheduleDraft {
  readonly kind: Schedule['kind'];
  readonly at: string;
  readonly records: readonly RecordType[];
}

export function draftOf(schedule: Schedule): ScheduleDraft {
  return {
    kind: schedule.kind,
    at: schedule.kind === 'daily' ? schedule.at : DEFAULT_AT,
    records: schedule.kind === 'off' ? RECORD_TYPES : schedule.records,
  };
}

export interface ScheduleErrors {
  readonly at: string | null;
  readonly records: string | null;
}

/** What stands against a draft, field by field; a field that is not shown stands against nothing. */
export function scheduleErrors({ kind, at, records }: ScheduleDraft): ScheduleErrors {
  return {
    at: kind === 'daily' && !TIME_OF_DAY.test(at) ? words.atWrong : null,
    records: kind !== 'off' && records.length === 0 ? words.recordsWrong : null,
  };
}

export function scheduleOf(draft: ScheduleDraft): NewSchedule {
  const { kind, at } = draft;
  if (kind === 'off') return { kind };
  // In the order that is the same everywhere, whichever was ticked last.
  const records = RECORD_TYPES.filter((type) => draft.records.includes(type));
  return kind === 'daily' ? { kind, at, records } : { kind, records };
}

/** Whether saving a draft would change anything. */
export function isChanged(draft: ScheduleDraft, kept: Schedule): boolean {
  return JSON.stringify(scheduleOf(draft)) !== JSON.stringify(scheduleOf(draftOf(kept)));
}
