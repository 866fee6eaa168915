import type { AuditReport } from '../../model/report.ts';
import { ACTOR_WORDS, STATE_ORDER, isActionable, stateEntry, whoActs } from '../../model/states.ts';
import {
  CHANGE_WORDS,
  MASK_WORDS,
  MEASURE_WORDS,
  NAME_WORDS,
  SHEET_WORDS,
  TIE_OUT_WORDS,
  type Entry,
} from '../dictionary-words.ts';
import { FINDING_COLUMNS } from '../finding-columns.ts';
import { yesNo } from '../words.ts';
import type { Book } from './book.ts';
import { text } from './cells.ts';
import { sheetLayout } from './sheet-layout.ts';
import type { Sheet } from './sheet.ts';
import { STYLES } from './styles.ts';

/** What every sheet, column, state, cause and name means. */
export async function writeDictionarySheet(book: Book, { isMasked }: AuditReport): Promise<void> {
  const sheet = book.sheet('Data dictionary', sheetLayout([30, 50, 92, 13, 20]));
  sheet.add([text('Data dictionary', STYLES.title)], 26);
  addEntries(sheet, 'Sheets', 'Sheet', SHEET_WORDS);
  const columns = FINDING_COLUMNS.map(({ header, meaning }): Entry => [header, meaning]);
  addEntries(sheet, 'Columns of the finding sheets and of the CSV', 'Column', columns);
  addStates(sheet);
  addEntries(sheet, 'Changes since the run before', 'Column', CHANGE_WORDS);
  addEntries(sheet, 'Tie-out', 'Column', TIE_OUT_WORDS);
  addEntries(sheet, 'Measures', 'Word', MEASURE_WORDS);
  addEntries(sheet, 'Names for formulas', 'Name', NAME_WORDS);
  if (isMasked) addEntries(sheet, 'In this masked copy', 'Text', MASK_WORDS);
  await sheet.finish();
}

/** Words and what they mean, under a title. */
export function addEntries(
  sheet: Sheet,
  title: string,
  word: string,
  entries: readonly Entry[],
): void {
  if (sheet.rowCount > 1) sheet.skip();
  sheet.add([text(title, STYLES.section)], 22);
  sheet.addHeader([word, 'Meaning']);
  for (const [name, meaning] of entries)
    sheet.add([text(name, STYLES.strongWrapped), text(meaning)]);
}

function addStates(sheet: Sheet): void {
  sheet.skip();
  sheet.add(
    [text('States, in the order in which they are decided, and their causes', STYLES.section)],
    22,
  );
  sheet.addHeader(['State', 'Cause', 'Meaning of the state', 'Needs action', 'Who acts']);
  for (const state of STATE_ORDER) {
    const { title, meaning, causes } = stateEntry(state);
    for (const [index, [cause, { words }]] of Object.entries(causes).entries()) {
      sheet.add([
        index === 0 ? text(title, STYLES.strong) : null,
        text(words),
        index === 0 ? text(meaning, STYLES.wrapped) : null,
        text(yesNo(isActionable(state, cause))),
        text(ACTOR_WORDS[whoActs(state, cause)]),
      ]);
    }
  }
}
