import { Anchor, Table, Text } from '@mantine/core';
import type { FindingQuery } from '../../../core/model/finding-query.ts';
import { formatNumber } from '../../words/format.ts';
import { overviewWords } from '../../words/overview.ts';
import { Section } from '../audit/section.tsx';
import classes from './overview.module.css';
import type { OpenNow } from './use-overview.ts';

const words = overviewWords.actors;

interface WhoActsProps {
  readonly open: OpenNow;
  readonly linkTo: (query: FindingQuery) => string;
}

/** Open findings by whose turn it is. */
export function WhoActs({ open, linkTo }: WhoActsProps) {
  return (
    <Section title={words.title}>
      {open.actors.length === 0 ? (
        <Text size="sm">{words.none}</Text>
      ) : (
        <Table verticalSpacing={6} aria-label={words.title}>
          <Table.Tbody>
            {open.actors.map(({ actor, count }) => (
              <Table.Tr key={actor}>
                <Table.Th scope="row" fw={400}>
                  {words.line(actor)}
                </Table.Th>
                <Table.Td className={classes['number'] ?? ''}>
                  <Anchor
                    fw={600}
                    size="sm"
                    href={linkTo({ actionable: true, actors: [actor] })}
                    aria-label={words.show(count, actor)}
                  >
                    {formatNumber(count)}
                  </Anchor>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}
