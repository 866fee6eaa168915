import { Anchor, Table, Text } from '@mantine/core';
import { RECORD_WORDS } from '../../../core/model/record-type.ts';
import type { ConventionStanding, RunFacts } from '../../../core/model/report.ts';
import { pathTo } from '../../shell/routes.ts';
import { auditResultWords as words } from '../../words/audit-result.ts';
import { formatNumber } from '../../words/format.ts';
import classes from './audit.module.css';
import { Mark, type Tone } from './mark.tsx';
import { WideTable } from './wide-table.tsx';

const columns = words.conventionColumns;
const number = classes['number'] ?? '';
const TONES: Readonly<Record<ConventionStanding, Tone>> = {
  confirmed: 'good',
  proved: 'good',
  doubtful: 'warn',
  legacy: 'quiet',
  foreign: 'quiet',
};

interface ConventionsProps {
  readonly workspace: string;
  readonly run: RunFacts;
}

/** The ways in which CRM+ was seen to refer back to Raise, and what each is worth. */
export function Conventions({ workspace, run }: ConventionsProps) {
  const { conventions, origins } = run;
  if (conventions.length === 0)
    return <Text size="sm">{origins.crm === null ? words.withoutCrm : words.noConventions}</Text>;
  return (
    <>
      <WideTable minWidth={620}>
        <Table verticalSpacing={6} aria-label={words.conventions}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{columns.recordType}</Table.Th>
              <Table.Th>{columns.source}</Table.Th>
              <Table.Th>{columns.prefix}</Table.Th>
              <Table.Th className={number}>{columns.references}</Table.Th>
              <Table.Th className={number}>{columns.sample}</Table.Th>
              <Table.Th>{columns.standing}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {conventions.map((form) => (
              <Table.Tr key={`${form.recordType} ${form.source} ${form.prefix}`}>
                <Table.Td>{words.type(RECORD_WORDS[form.recordType].many)}</Table.Td>
                <Table.Td>{form.source}</Table.Td>
                <Table.Td>
                  {form.prefix === '' ? (
                    <Text span size="sm" c="dimmed">
                      {words.noPrefix}
                    </Text>
                  ) : (
                    <Text span size="sm" ff="monospace">
                      {form.prefix === '*' ? words.anyPrefix : form.prefix}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td className={number}>{formatNumber(form.references)}</Table.Td>
                <Table.Td className={number}>{words.sample(form.agreed, form.sampled)}</Table.Td>
                <Table.Td>
                  <Mark tone={TONES[form.standing]}>{words.standing[form.standing]}</Mark>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      {conventions.some((form) => form.standing === 'doubtful') && (
        <Text size="sm">
          {words.confirmInConnection}{' '}
          <Anchor size="sm" underline="always" href={`#${pathTo(workspace, 'connect')}`}>
            {words.openConnection}
          </Anchor>
        </Text>
      )}
    </>
  );
}
