import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconExternal, IconRefresh } from '../../shell/icons.tsx';
import { pathTo } from '../../shell/routes.ts';
import { SentenceList } from '../../shell/sentence-list.tsx';
import { checkWords } from '../../words/check.ts';
import { Section } from '../audit/section.tsx';
import { safeAddress } from '../findings/detail/safe-address.ts';
import { unreadableSides } from '../findings/sides/unreadable-sides.ts';
import { Sides } from '../findings/sides.tsx';
import type { Checked } from './use-checks.ts';
import { Verdict } from './verdict.tsx';

interface CheckResultProps {
  readonly workspace: string;
  readonly checked: Checked;
  readonly onAgain: () => void;
}

/** One record's verdict, both sides, and what it can't tell. */
export function CheckResult({ workspace, checked, onAgain }: CheckResultProps) {
  const { asked, atMs, result } = checked;
  const { finding, raise, crm, recordType, calls, limits, gap } = result;
  const links = (['raise', 'crm'] as const).flatMap((product) => {
    const href = safeAddress((product === 'raise' ? finding?.raiseUrl : finding?.crmUrl) ?? null);
    return href === null ? [] : [{ product, href }];
  });
  return (
    <Stack gap="lg">
      <Section
        title={checkWords.historyItem(asked.recordType, asked.id, asked.side)}
        text={`${checkWords.checkedAt(atMs)} · ${checkWords.calls(calls.raise, calls.crm)}`}
        actions={
          <Button size="xs" variant="default" leftSection={<IconRefresh />} onClick={onAgain}>
            {checkWords.again}
          </Button>
        }
      >
        <Verdict result={result} />
        {gap !== null && (
          <Text size="sm">
            {checkWords.gapHelp}{' '}
            <Anchor size="sm" underline="always" href={`#${pathTo(workspace, 'connect')}`}>
              {checkWords.openConnection}
            </Anchor>
          </Text>
        )}
        {links.length > 0 && (
          <Group gap="xs">
            {links.map(({ product, href }) => (
              <Button
                key={product}
                component="a"
                size="xs"
                variant="default"
                leftSection={<IconExternal />}
                href={href}
                target="_blank"
                rel="noreferrer noopener"
                aria-label={`${checkWords.openIn(product)} ${checkWords.newTab}`}
              >
                {checkWords.openIn(product)}
              </Button>
            ))}
          </Group>
        )}
      </Section>
      <Section title={checkWords.sides}>
        <Sides
          recordType={recordType}
          raise={raise}
          crm={crm}
          fields={finding?.fields ?? []}
          unreadable={finding === null ? [] : unreadableSides(finding)}
        />
      </Section>
      {limits.length > 0 && (
        <Section title={checkWords.limits}>
          <SentenceList sentences={limits} />
        </Section>
      )}
    </Stack>
  );
}
