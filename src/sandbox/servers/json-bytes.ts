import { PageRows } from '../query/page-rows.ts';

const PIECE = 65_536;

/**
 * The bytes of `JSON.stringify(body)`, made of the rows of its lists one by one: a page as one text is millions of characters,
 * which cost the process far more memory than the bytes.
 */
export function jsonBytes(body: unknown): Buffer {
  const pieces: Buffer[] = [];
  let piece = '';
  const add = (text: string): void => {
    piece += text;
    if (piece.length < PIECE) return;
    pieces.push(Buffer.from(piece));
    piece = '';
  };
  if (typeof body !== 'object' || body === null || Array.isArray(body)) add(JSON.stringify(body));
  else {
    let before = '{';
    for (const [name, value] of Object.entries(body)) {
      if (value === undefined) continue;
      add(`${before}${JSON.stringify(name)}:`);
      before = ',';
      if (Array.isArray(value) || value instanceof PageRows) addList(value, add);
      else add(JSON.stringify(value));
    }
    add(before === '{' ? '{}' : '}');
  }
  pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

function addList(rows: Iterable<unknown>, add: (text: string) => void): void {
  let before = '[';
  for (const row of rows) {
    add(before + JSON.stringify(row ?? null));
    before = ',';
  }
  add(before === '[' ? '[]' : ']');
}
