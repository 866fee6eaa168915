import { Image, List, Table, Text, Title } from '@mantine/core';
import type { Block } from '../../../contract/guide.ts';
import { WideTable } from '../audit/wide-table.tsx';
import { ChapterParts } from './chapter-parts.tsx';
import classes from './help.module.css';

interface ChapterBlocksProps {
  readonly blocks: readonly Block[];
  readonly addressOf: (to: string) => string | null;
}

/** The body of a chapter. */
export function ChapterBlocks({ blocks, addressOf }: ChapterBlocksProps) {
  return blocks.map((block, at) => <OneBlock key={at} block={block} addressOf={addressOf} />);
}

/** What a heading is found by, apart from whatever else has an id. */
export function elementIdOf(section: string): string {
  return `guide-${section}`;
}

function OneBlock({
  block,
  addressOf,
}: { readonly block: Block } & Pick<ChapterBlocksProps, 'addressOf'>) {
  switch (block.kind) {
    case 'heading':
      return (
        <Title
          order={block.level}
          size={block.level === 2 ? 'h3' : 'h4'}
          id={elementIdOf(block.id)}
          tabIndex={-1}
          className={classes['heading'] ?? ''}
        >
          <ChapterParts parts={block.parts} addressOf={addressOf} />
        </Title>
      );
    case 'paragraph':
      return (
        <Text component="p" className={classes['paragraph'] ?? ''}>
          <ChapterParts parts={block.parts} addressOf={addressOf} />
        </Text>
      );
    case 'list':
      return (
        <List type={block.isOrdered ? 'ordered' : 'unordered'} className={classes['list'] ?? ''}>
          {block.items.map((item, at) => (
            <List.Item key={at}>
              <ChapterBlocks blocks={item} addressOf={addressOf} />
            </List.Item>
          ))}
        </List>
      );
    case 'table':
      return <ChapterTable block={block} addressOf={addressOf} />;
    case 'code':
      return <pre className={classes['code']}>{block.text}</pre>;
    case 'picture':
      return (
        <>
          <Picture address={block.light} words={block.words} hiddenIn="dark" />
          <Picture address={block.dark} words={block.words} hiddenIn="light" />
        </>
      );
  }
}

const ROOM_OF_COLUMN = 115;

function ChapterTable({
  block: { head, rows },
  addressOf,
}: {
  readonly block: Extract<Block, { readonly kind: 'table' }>;
} & Pick<ChapterBlocksProps, 'addressOf'>) {
  return (
    <WideTable minWidth={head.length * ROOM_OF_COLUMN}>
      <Table verticalSpacing={6} className={classes['table'] ?? ''}>
        <Table.Thead>
          <Table.Tr>
            {head.map((cell, at) => (
              <Table.Th key={at}>
                <ChapterParts parts={cell} addressOf={addressOf} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, at) => (
            <Table.Tr key={at}>
              {row.map((cell, place) => (
                <Table.Td key={place}>
                  <ChapterParts parts={cell} addressOf={addressOf} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}

interface PictureProps {
  readonly address: string;
  readonly words: string;
  readonly hiddenIn: 'light' | 'dark';
}

/** In the look that is chosen; the other one is not even loaded. */
function Picture({ address, words, hiddenIn }: PictureProps) {
  return (
    <Image
      src={address}
      alt={words}
      loading="lazy"
      lightHidden={hiddenIn === 'light'}
      darkHidden={hiddenIn === 'dark'}
      className={classes['picture'] ?? ''}
    />
  );
}
