import * as fc from 'fast-check';

/** Mostly a few levels; sometimes more than the stack of any function that calls itself. */
const DEPTH = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 300 }) },
  fc.constant(20_000),
);

/** Values that a member may hold though nobody expects them; as JSON text, for what no JavaScript value can say. */
const hostileText = fc.oneof(
  fc.constantFrom(
    'null',
    'true',
    'false',
    '0',
    '-0',
    '""',
    '" "',
    '"0"',
    '[]',
    '{}',
    '[null]',
    '[[]]',
    '1e400',
    '-1e400',
    '1e-400',
    '9007199254740993',
    '12345678901234567890',
    '-1',
    '1.5',
    '0.1e1',
    '5E0',
    '"\\ud800"',
    '"\\udfff x"',
    '"\\u0000"',
    '"\\u202e5"',
    '"NaN"',
    '"Infinity"',
    '"null"',
    '"undefined"',
    '"=1+1"',
    '"$5.00"',
    '"(5)"',
    '"5,00"',
    '"0001-01-01T00:00:00"',
    '"2026-02-30"',
    '"2/29/2023"',
    '"True"',
    '{"__proto__":{"isPolluted":true}}',
    '{"constructor":{"prototype":{"isPolluted":true}}}',
    '{"id":5,"name":"x","value":"y","amount":1}',
    '[{"__proto__":null}]',
    '[1,"2",null,{}]',
  ),
  DEPTH.map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  DEPTH.map((depth) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)),
  fc
    .tuple(
      fc.constantFrom(' ', '9', 'a', '(', '-', '. ', '🙂', '\\u0301'),
      fc.integer({ min: 1, max: 20_000 }),
    )
    .map(([piece, count]) => `"${piece.repeat(count)}"`),
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
);

/** What became of a record's text. `member` is the one member that was changed; null where more may have been. */
export interface Mutated {
  readonly text: string;
  readonly member: string | null;
}

/** One member of a record given another value, once, twice over (as a second member of its name), or under another name. */
export function withHostileMember(
  record: object,
  more: readonly string[] = [],
): fc.Arbitrary<Mutated> {
  const members = Object.entries(record).map(
    ([name, value]) => [name, JSON.stringify(value)] as const,
  );
  const names = [
    ...members.map(([name]) => name),
    ...more,
    '__proto__',
    'constructor',
    'toString',
    'tieoutOther',
  ];
  const write = (parts: readonly (readonly [string, string])[]): string =>
    `{${parts.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
  return fc
    .tuple(fc.constantFrom(...names), hostileText, fc.boolean())
    .map(([member, value, isTwice]) => ({
      member,
      text: write([...members.filter(([name]) => isTwice || name !== member), [member, value]]),
    }));
}

/** A text cut off, torn or with a piece of another one in it; seldom JSON any more. */
export function torn(text: string): fc.Arbitrary<string> {
  const at = fc.nat(text.length);
  const piece = fc.oneof(
    fc.constantFrom(
      'NaN',
      'Infinity',
      '{',
      '}',
      ']',
      '"',
      '\\',
      ',',
      ':',
      '\ud800',
      '\0',
      '//',
      '__proto__',
      '1e999',
    ),
    hostileText,
  );
  return fc.oneof(
    at.map((end) => text.slice(0, end)),
    fc.tuple(at, piece).map(([place, other]) => text.slice(0, place) + other + text.slice(place)),
    fc
      .tuple(at, at, piece)
      .map(([a, b, other]) => text.slice(0, Math.min(a, b)) + other + text.slice(Math.max(a, b))),
  );
}
