import { RECORD_TYPES } from '../../../core/model/record-type.ts';
import { CAUSES, STATE_ORDER } from '../../../core/model/states.ts';
import { TIE_OUT_SIDES, type TieOutCell } from '../../../core/model/tie-out-rows.ts';

/** One figure of a breakdown; which breakdown it is, stands in the address already. */
export type FigureAt = Omit<TieOutCell, 'by'>;

/** Null if the address names no figure, or none that there can be. */
export function readFigure(params: URLSearchParams): FigureAt | null {
  const recordType = RECORD_TYPES.find((type) => type === params.get('of'));
  const side = TIE_OUT_SIDES.find((each) => each === params.get('side'));
  if (recordType === undefined || side === undefined) return null;
  const at = { recordType, side, key: params.get('key'), currency: params.get('money') };
  if (side !== 'explained') return at;
  const state = STATE_ORDER.find((each) => each === params.get('state'));
  const cause = CAUSES.find((each) => each === params.get('cause'));
  return state === undefined || cause === undefined ? null : { ...at, state, cause };
}

export function writeFigure(figure: FigureAt, params: URLSearchParams): void {
  const { recordType, side, key, currency, state, cause } = figure;
  params.set('of', recordType);
  params.set('side', side);
  if (key !== null) params.set('key', key);
  if (currency !== null) params.set('money', currency);
  if (state !== undefined) params.set('state', state);
  if (cause !== undefined) params.set('cause', cause);
}

/** What a figure's button is known by, so that the focus can come back to it. */
export function figureId({ recordType, side, key, currency, state, cause }: FigureAt): string {
  return JSON.stringify([recordType, side, key, currency, state ?? null, cause ?? null]);
}
