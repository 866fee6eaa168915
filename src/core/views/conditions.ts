/** A piece of SQL that holds or not, and the values for its question marks. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** All of them, each with AND before it, for the end of a WHERE that has begun. */
export function allOf(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.map(({ sql }) => ` AND ${sql}`).join(''),
    values: conditions.flatMap(({ values }) => values),
  };
}

/** Null for an empty list, which is no filter. */
export function oneOf(column: string, values: readonly unknown[] | undefined): Condition | null {
  if (values === undefined || values.length === 0) return null;
  return { sql: `${column} IN (${values.map(() => '?').join(',')})`, values };
}

/** A column compared with a value; null, no condition, if there is no value. */
export function compare(column: string, operator: string, value: unknown): Condition | null {
  return value == null ? null : { sql: `${column} ${operator} ?`, values: [value] };
}

/** At least one of them. */
export function anyOf(conditions: readonly Condition[]): Condition {
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(' OR ')})`,
    values: conditions.flatMap(({ values }) => values),
  };
}

/**
 * Holds if a column contains a text, whatever the case. LIKE is twice as fast as GLOB, but knows the case of ASCII
 * letters only: other texts are asked for by GLOB, each letter in all its cases.
 */
export function contains(column: string, text: string): Condition {
  if (/^[\x20-\x7e]*$/.test(text)) {
    const pattern = `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
    return { sql: `${column} LIKE ? ESCAPE '\\'`, values: [pattern] };
  }
  return { sql: `${column} GLOB ?`, values: [`*${Array.from(text, inAnyCase).join('')}*`] };
}

/** "[éÉ]"; what GLOB would take for a sign of its own stands in brackets too. */
function inAnyCase(letter: string): string {
  const cases = [letter, letter.toLowerCase(), letter.toUpperCase()];
  const single = [...new Set(cases)].filter((form) => Array.from(form).length === 1);
  return single.length > 1 || /[*?[]/.test(letter) ? `[${single.join('')}]` : letter;
}
