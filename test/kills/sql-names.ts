/** What a statement does, in a word or two of the code's own language; null for one that changes nothing. */
export function nameOfSql(sql: string): string | null {
  const text = sql.replace(/\s+/g, ' ').trim();
  for (const [pattern, name] of NAMES) {
    const found = pattern.exec(text);
    if (found) return name(found[1] ?? '', found[2] ?? '');
  }
  // Whatever a later statement does, it gets a name by itself: the test that enumerates them leaves none out.
  return `sql-${/^\w+/.exec(text)?.[0].toLowerCase() ?? 'empty'}`;
}

type Namer = (first: string, second: string) => string | null;

const NAMES: readonly (readonly [RegExp, Namer])[] = [
  [/^(?:SELECT|EXPLAIN|WITH .*\) SELECT)\b/i, () => null],
  [/^PRAGMA (\w+) ?=/i, (pragma) => `pragma-${pragma.toLowerCase()}`],
  [/^PRAGMA\b/i, () => null],
  [/^BEGIN\b/i, () => 'begin'],
  [/^COMMIT\b/i, () => 'commit'],
  [/^UPDATE stream SET cursor = \?/i, () => 'marker'],
  [/^UPDATE stream SET state = \?/i, () => 'seal'],
  [/^UPDATE (\w+) SET (\w+)/i, (table, column) => `update-${table}-${column}`],
  [/^(?:INSERT|REPLACE)(?: OR \w+)? INTO ([\w.]+)/i, (table) => `insert-${table}`],
  [/^DELETE FROM ([\w.]+)/i, (table) => `delete-${table}`],
  [/^CREATE (?:UNIQUE )?INDEX IF/i, () => 'build-index'],
  [/^DROP INDEX/i, () => 'drop-index'],
  [/^CREATE (?:TEMP )?TABLE/i, () => 'create-tables'],
];
