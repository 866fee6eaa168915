import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FindingRow } from '../../../../core/model/finding-query.ts';
import { PRODUCT_WORDS, RECORD_WORDS, type Product } from '../../../../core/model/record-type.ts';
import { causeEntry, stateEntry } from '../../../../core/model/states.ts';
import { IconExternal } from '../../../shell/icons.tsx';
import {
  ACTOR_TITLES,
  CHANGE_TITLES,
  findingsWords,
  SEVERITY_TITLES,
} from '../../../words/findings.ts';
import { formatDay, formatInstant, formatMoney } from '../../../words/format.ts';
import { capitalized } from '../columns/columns.ts';
import { CopyableId } from './copyable-id.tsx';
import { safeAddress } from './safe-address.ts';
import classes from './detail.module.css';

/** What is known of a finding itself: verdict, money, ids, links. */
export function FindingFacts({ row }: { readonly row: FindingRow }) {
  return (
    <Stack gap="sm">
      <Text size="sm">{stateEntry(row.state).meaning}</Text>
      <Group gap={6}>
        <Badge variant="default" tt="none">
          {capitalized(RECORD_WORDS[row.recordType].one)}
        </Badge>
        <Badge variant="default" tt="none">
          {`${findingsWords.severity}: ${SEVERITY_TITLES[row.severity]}`}
        </Badge>
        {row.actionable && (
          <Badge variant="light" tt="none">
            {findingsWords.actionable}
          </Badge>
        )}
      </Group>
      <dl className={classes['facts']}>
        <Fact term={findingsWords.cause}>
          {capitalized(causeEntry(row.state, row.cause).words)}
        </Fact>
        <Fact term={findingsWords.evidence}>{row.evidence}</Fact>
        <Fact term={findingsWords.whoActs}>{ACTOR_TITLES[row.whoActs]}</Fact>
        {row.amountMinor !== null && (
          <Fact term={findingsWords.amount}>{formatMoney(row.amountMinor, row.currency)}</Fact>
        )}
        {row.date !== null && <Fact term={findingsWords.date}>{formatDay(row.date)}</Fact>}
        {(row.campaignName ?? row.campaignId) !== null && (
          <Fact term={findingsWords.campaign}>{row.campaignName ?? row.campaignId}</Fact>
        )}
        <Ids product="raise" id={row.raiseId} url={row.raiseUrl} />
        <Ids product="crm" id={row.crmId} url={row.crmUrl} />
        <RelatedIds product="raise" ids={row.relatedRaiseIds} />
        <RelatedIds product="crm" ids={row.relatedCrmIds} />
        <Fact term={findingsWords.firstSeen}>
          {findingsWords.firstSeenAge(formatInstant(row.firstSeenUtc), row.ageDays)}
        </Fact>
        {row.change !== null && (
          <Fact term={findingsWords.change}>{CHANGE_TITLES[row.change]}</Fact>
        )}
      </dl>
    </Stack>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className={classes['fact']}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Ids({
  product,
  id,
  url,
}: {
  readonly product: Product;
  readonly id: string | null;
  readonly url: string | null;
}) {
  const href = safeAddress(url);
  if (id === null && href === null) return null;
  return (
    <Fact term={findingsWords.recordId(PRODUCT_WORDS[product])}>
      <Group gap="xs">
        {id !== null && <CopyableId product={product} id={id} />}
        {href !== null && (
          <Anchor
            className={classes['link'] ?? ''}
            size="sm"
            href={href}
            target="_blank"
            rel="noreferrer"
          >
            {findingsWords.open(PRODUCT_WORDS[product])}
            <IconExternal />
          </Anchor>
        )}
      </Group>
    </Fact>
  );
}

function RelatedIds({
  product,
  ids,
}: {
  readonly product: Product;
  readonly ids: readonly string[];
}) {
  if (ids.length === 0) return null;
  return (
    <Fact term={findingsWords.related(PRODUCT_WORDS[product])}>
      <Group gap="xs">
        {ids.map((id) => (
          <CopyableId key={id} product={product} id={id} />
        ))}
      </Group>
    </Fact>
  );
}
