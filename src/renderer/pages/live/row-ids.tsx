import { RECORD_WORDS } from '../../../core/model/record-type.ts';
import type { LiveRow } from '../../../core/model/live-row.ts';
import { liveWords } from '../../words/live.ts';
import { capitalized } from '../findings/columns/columns.ts';

const words = liveWords.rows;

/** What a row is about: its kind, and its ids in both products. */
export function RowIds({ row }: { readonly row: LiveRow }) {
  const { recordType, raiseId, loneCrmId, crmIds } = row;
  const crm = crmIds.length === 0 && loneCrmId !== null ? [loneCrmId] : crmIds;
  return (
    <>
      {capitalized(RECORD_WORDS[recordType].one)}
      {raiseId !== null && <div>{words.raiseId(raiseId)}</div>}
      {crm.map((id) => (
        <div key={id}>{words.crmId(id)}</div>
      ))}
    </>
  );
}
