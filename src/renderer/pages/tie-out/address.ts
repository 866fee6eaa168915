import { RECORD_TYPES, type RecordType } from '../../../core/model/record-type.ts';
import { readFigure, writeFigure, type FigureAt } from './figure-address.ts';

/** Parts of the tie-out page. */
export const TIE_OUT_VIEWS = ['month', 'campaign', 'project', 'donors', 'certificate'] as const;
export type TieOutView = (typeof TIE_OUT_VIEWS)[number];

/** What the address says is shown. */
export interface TieOutPlace {
  /** Null: the newest that has finished. */
  readonly runId: string | null;
  readonly view: TieOutView;
  /** Null is all. */
  readonly recordType: RecordType | null;
  readonly currency: string | null;
  /** Only lines that don't tie out. */
  readonly isOpenOnly: boolean;
  /** The figure whose records are shown; null if none is open. */
  readonly figure: FigureAt | null;
}

export const WHOLE_TIE_OUT: TieOutPlace = {
  runId: null,
  view: 'month',
  recordType: null,
  currency: null,
  isOpenOnly: false,
  figure: null,
};

/** Reads what follows the page's name, "<run>~<choice>": whatever isn't known counts as not written. */
export function readTieOutPlace(rest: string | null): TieOutPlace {
  const [runId = '', ...choice] = (rest ?? '').split('~');
  const params = new URLSearchParams(choice.join('~'));
  const currency = params.get('currency') ?? '';
  return {
    runId: /^[\w-]{1,60}$/.test(runId) ? runId : null,
    view: TIE_OUT_VIEWS.find((view) => view === params.get('by')) ?? WHOLE_TIE_OUT.view,
    recordType: RECORD_TYPES.find((type) => type === params.get('records')) ?? null,
    currency: /^[A-Z]{3}$/.test(currency) ? currency : null,
    isOpenOnly: params.get('only') === 'open',
    figure: readFigure(params),
  };
}

/** What follows the page's name, with a leading slash; empty if nothing is chosen. */
export function writeTieOutPlace(place: TieOutPlace): string {
  const params = new URLSearchParams();
  if (place.view !== WHOLE_TIE_OUT.view) params.set('by', place.view);
  if (place.recordType !== null) params.set('records', place.recordType);
  if (place.currency !== null) params.set('currency', place.currency);
  if (place.isOpenOnly) params.set('only', 'open');
  if (place.figure !== null) writeFigure(place.figure, params);
  // The address is decoded once before the choice is read.
  const choice = params.toString().replaceAll('%', '%25');
  if (choice === '') return place.runId === null ? '' : `/${place.runId}`;
  return `/${place.runId ?? ''}~${choice}`;
}
