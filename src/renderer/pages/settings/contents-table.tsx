import { Code, ScrollArea, Table, Text } from '@mantine/core';
import type { WorkspaceContents } from '../../../contract/workspaces.ts';
import { formatBytes, formatNumber } from '../../words/format.ts';
import { settingsWords } from '../../words/settings.ts';

const words = settingsWords.remove;

/** What lies in a customer's folder. */
export function ContentsTable({ contents }: { readonly contents: WorkspaceContents }) {
  const { folder, files, runs, hasTokens } = contents;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return (
    <div>
      <Text size="sm">{words.text}</Text>
      <Code block my="xs">
        {folder}
      </Code>
      <ScrollArea.Autosize mah={220} type="auto" viewportProps={{ tabIndex: 0 }}>
        <Table aria-label={words.files} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.file}</Table.Th>
              <Table.Th ta="right">{words.size}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {files.map((file) => (
              <Table.Tr key={file.name}>
                <Table.Td>{file.name}</Table.Td>
                <Table.Td ta="right">{formatBytes(file.bytes)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      <Text size="sm" mt="xs">
        {[
          words.total(formatNumber(files.length), formatBytes(bytes)),
          words.runs(runs),
          hasTokens ? words.tokens : words.noTokens,
        ].join(' · ')}
      </Text>
    </div>
  );
}
