import { Anchor, Code } from '@mantine/core';
import type { Part, Parts } from '../../../contract/guide.ts';
import classes from './help.module.css';

interface ChapterPartsProps {
  readonly parts: Parts;
  /** Where a link leads; null if the page doesn't have it. */
  readonly addressOf: (to: string) => string | null;
}

/** A text of the guide with what is marked in it; a link to what is not here is its words alone. */
export function ChapterParts({ parts, addressOf }: ChapterPartsProps) {
  return parts.map((part, at) => <OnePart key={at} part={part} addressOf={addressOf} />);
}

function OnePart({ part, addressOf }: { readonly part: Part } & Omit<ChapterPartsProps, 'parts'>) {
  if (typeof part === 'string') return part;
  if (part.kind === 'code')
    return <Code className={isShort(part.text) ? (classes['short'] ?? '') : ''}>{part.text}</Code>;
  const inner = <ChapterParts parts={part.parts} addressOf={addressOf} />;
  switch (part.kind) {
    case 'strong':
      return <strong>{inner}</strong>;
    case 'emphasis':
      return <em>{inner}</em>;
    case 'link': {
      const address = addressOf(part.to);
      return address === null ? (
        inner
      ) : (
        <Anchor href={address} underline="always" inherit>
          {inner}
        </Anchor>
      );
    }
  }
}

/** Short enough for a line of the narrowest window. */
function isShort(code: string): boolean {
  return code.length <= 28;
}
