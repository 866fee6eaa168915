import type { RunScope } from '../../../contract/runs.ts';
import { RECORD_TYPES, type RecordType } from '../../../core/model/record-type.ts';
import { auditWords } from '../../words/audit.ts';
import { MOST_IDS, parseIds, type ParsedIds } from './parse-ids.ts';
import { daysOf, isDay, type Period, type PeriodKind } from './period-days.ts';

/** What the form holds, right or wrong. */
export interface ScopeDraft {
  readonly which: 'everything' | 'listed';
  readonly records: readonly RecordType[];
  readonly listedType: RecordType;
  readonly period: PeriodKind;
  readonly from: string;
  readonly to: string;
  readonly modifiedFrom: string;
  readonly idText: string;
  readonly idFile: { readonly name: string; readonly parsed: ParsedIds } | null;
}

export interface ReadScope {
  /** Null while something is wrong. */
  readonly scope: RunScope | null;
  readonly period: Period;
  readonly ids: ParsedIds | null;
  readonly errors: {
    readonly records: string | null;
    readonly from: string | null;
    readonly to: string | null;
    readonly modifiedFrom: string | null;
    readonly ids: string | null;
  };
}

export const FIRST_SCOPE: ScopeDraft = {
  which: 'everything',
  records: RECORD_TYPES,
  listedType: 'gift',
  period: 'all',
  from: '',
  to: '',
  modifiedFrom: '',
  idText: '',
  idFile: null,
};

const words = auditWords.scope;

/** The scope that a draft means, or what stands against it. */
export function readScope(draft: ScopeDraft, today: string): ReadScope {
  return draft.which === 'listed' ? readListed(draft) : readEverything(draft, today);
}

function readListed(draft: ScopeDraft): ReadScope {
  const ids = draft.idFile?.parsed ?? parseIds(draft.idText, 'pasted');
  const error =
    ids.firstBad !== null
      ? words.badLines(ids.badLines, ids.firstBad)
      : ids.ids.length === 0
        ? words.noIds
        : ids.ids.length > MOST_IDS
          ? words.tooMany(MOST_IDS)
          : null;
  const open = { from: null, to: null };
  return {
    scope:
      error === null
        ? { records: [draft.listedType], ...open, modifiedFrom: null, ids: [...ids.ids] }
        : null,
    period: open,
    ids,
    errors: { records: null, from: null, to: null, modifiedFrom: null, ids: error },
  };
}

function readEverything(draft: ScopeDraft, today: string): ReadScope {
  const period =
    draft.period === 'custom'
      ? { from: draft.from === '' ? null : draft.from, to: draft.to === '' ? null : draft.to }
      : daysOf(draft.period, today);
  const errors = {
    records: draft.records.length === 0 ? words.noRecords : null,
    ...periodErrors(draft),
    modifiedFrom: dayError(draft.modifiedFrom),
    ids: null,
  };
  const isRight = Object.values(errors).every((error) => error === null);
  return {
    scope: isRight
      ? {
          records: RECORD_TYPES.filter((type) => draft.records.includes(type)),
          ...period,
          modifiedFrom: draft.modifiedFrom === '' ? null : draft.modifiedFrom,
          ids: null,
        }
      : null,
    period,
    ids: null,
    errors,
  };
}

function periodErrors({ period, from, to }: ScopeDraft) {
  if (period !== 'custom') return { from: null, to: null };
  if (from === '' && to === '') return { from: words.noDay, to: null };
  const wrong = { from: dayError(from), to: dayError(to) };
  if (wrong.from === null && wrong.to === null && from !== '' && to !== '' && to < from)
    return { from: null, to: words.wrongOrder };
  return wrong;
}

function dayError(text: string): string | null {
  return text === '' || isDay(text) ? null : words.notADay;
}
