import type { Coverage } from '../../core/model/report.ts';
import { PRODUCT_WORDS } from '../../core/model/record-type.ts';
import { tableLines } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { countText } from '../words.ts';

const STREAM_ORDER = ['donors', 'contacts', 'gifts', 'recurring_gifts', 'campaigns'];

/** One line for each list: read, advertised, complete or not, and what was noticed. */
export function coverageLines(coverage: readonly Coverage[], paint: Terminal['paint']): string[] {
  const sorted = [...coverage].sort((a, b) => rank(a) - rank(b));
  const lines = tableLines(
    [
      { title: '' },
      { title: 'read', align: 'right' },
      { title: 'advertised', align: 'right' },
      { title: '' },
    ],
    sorted.map((stream) => [
      `${PRODUCT_WORDS[stream.product]} ${stream.stream.replaceAll('_', ' ')}`,
      countText(stream.read),
      stream.advertised === null ? 'unknown' : countText(stream.advertised),
      remarks(stream),
    ]),
  );
  const [titles = '', ...rows] = lines;
  return [
    paint(`    ${titles}`, 'dim'),
    ...rows.map(
      (line, index) =>
        `  ${sorted[index]?.complete === true ? paint('✓', 'green') : paint('✗', 'red')} ${line}`,
    ),
  ];
}

function remarks({ unreadable, complete, note }: Coverage): string {
  return [
    complete ? null : 'not complete',
    unreadable > 0 ? `${countText(unreadable)} unreadable` : null,
    // The sentence of a stream that failed stands among the gaps.
    complete ? note : null,
  ]
    .filter((text) => text !== null)
    .join(', ');
}

function rank({ product, stream }: Coverage): number {
  return (product === 'raise' ? 0 : 10) + STREAM_ORDER.indexOf(stream);
}
