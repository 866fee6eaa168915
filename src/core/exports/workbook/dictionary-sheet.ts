import { ACTOR_WORDS, STATE_ORDER, isActionable, stateEntry, whoActs } from '../../model/states.ts';
import { FINDING_COLUMNS } from '../finding-columns.ts';
import { yesNo } from '../words.ts';
import type { Book } from './book.ts';
import { text } from './cells.ts';
import { sheetLayout } from './sheet-layout.ts';
import type { Sheet } from './sheet.ts';
import { STYLES } from './styles.ts';

/** What every column, state and cause means. */
export async function writeDictionarySheet(book: Book): Promise<void> {
  const sheet = book.sheet('Data dictionary', sheetLayout([26, 50, 92, 13, 20]));
  sheet.add([text('Data dictionary', STYLES.title)], 26);
  sheet.add([text('Columns of the finding sheets and of the CSV', STYLES.section)], 22);
  sheet.addHeader(['Column', 'Meaning']);
  for (const { header, meaning } of FINDING_COLUMNS) {
    sheet.add([text(header, STYLES.strong), text(meaning)]);
  }
  sheet.skip();
  addStates(sheet);
  await sheet.finish();
}

function addStates(sheet: Sheet): void {
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
