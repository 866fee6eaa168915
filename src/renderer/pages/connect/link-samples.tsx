import { Button, Table, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WorkspaceSettings } from '../../../contract/settings.ts';
import type { LinkSample } from '../../../core/model/connection-report.ts';
import { failureOf } from '../../engine/failure.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { detailsKey } from '../../shell/workspace-queries.ts';
import { connectWords } from '../../words/connect.ts';
import { formatNumber } from '../../words/format.ts';
import { Mark } from '../audit/mark.tsx';
import classes from './connect.module.css';

interface LinkSamplesProps {
  readonly workspace: string;
  readonly settings: WorkspaceSettings;
  readonly links: readonly LinkSample[];
}

const words = connectWords.linkColumns;

/** The ways in which records were seen to name each other; a person may confirm each of CRM+'s. */
export function LinkSamples({ workspace, settings, links }: LinkSamplesProps) {
  const engine = useEngine();
  const queries = useQueryClient();
  const confirm = useMutation({
    mutationFn: ({ source, prefix }: LinkSample) =>
      engine.connection.confirmLinks({ workspace, links: [{ source, prefix }] }),
    onSuccess: (details) => queries.setQueryData(detailsKey(workspace), details),
  });
  return (
    <>
      <Table.ScrollContainer minWidth={600}>
        <Table verticalSpacing={6} horizontalSpacing="xs" aria-label={connectWords.linksTitle}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.recordType}</Table.Th>
              <Table.Th>{words.from}</Table.Th>
              <Table.Th>{words.source}</Table.Th>
              <Table.Th>{words.prefix}</Table.Th>
              <Table.Th className={classes['number']}>{words.seen}</Table.Th>
              <Table.Th className={classes['number']}>{words.resolved}</Table.Th>
              <Table.Th className={classes['number']}>{words.agreed}</Table.Th>
              <Table.Th>{words.standing}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {links.map((link) => (
              <Table.Tr key={`${link.recordType} ${link.from} ${link.source} ${link.prefix}`}>
                <Table.Td>{connectWords.recordType(link.recordType)}</Table.Td>
                <Table.Td className={classes['line']}>{connectWords.direction[link.from]}</Table.Td>
                <Table.Td>{link.source}</Table.Td>
                <Table.Td>
                  {link.prefix === '' ? (
                    <Text span size="sm" c="dimmed">
                      {connectWords.noPrefix}
                    </Text>
                  ) : (
                    <Text span size="sm" ff="monospace">
                      {link.prefix}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td className={classes['number']}>{formatNumber(link.seen)}</Table.Td>
                <Table.Td className={classes['number']}>
                  {connectWords.share(link.resolved, link.tried)}
                </Table.Td>
                <Table.Td className={classes['number']}>
                  {connectWords.share(link.agreed, link.resolved)}
                </Table.Td>
                <Table.Td>
                  {link.from === 'raise' ? (
                    <Text span size="sm" c="dimmed">
                      {connectWords.ownKey}
                    </Text>
                  ) : isConfirmed(link, settings) ? (
                    <Mark tone="good">{connectWords.confirmed}</Mark>
                  ) : (
                    <>
                      {link.resolved > 0 && link.agreed === 0 && (
                        <Mark tone="warn">{connectWords.disagrees}</Mark>
                      )}
                      <Button
                        size="compact-sm"
                        variant="default"
                        loading={confirm.isPending && confirm.variables === link}
                        disabled={confirm.isPending}
                        aria-label={connectWords.confirmOf(link.source, link.prefix)}
                        onClick={() => confirm.mutate(link)}
                      >
                        {connectWords.confirm}
                      </Button>
                    </>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {confirm.error !== null && <FailureNote failure={failureOf(confirm.error)} />}
    </>
  );
}

/** Sources are compared without case, prefixes as they are. */
function isConfirmed({ source, prefix }: LinkSample, settings: WorkspaceSettings): boolean {
  return (
    settings.linkSources.some((known) => known.toLowerCase() === source.toLowerCase()) &&
    settings.linkPrefixes.includes(prefix)
  );
}
