import { Stack, Title } from '@mantine/core';
import type { ProductPace, RunStatus } from '../../../contract/runs.ts';
import type { PaceState } from '../../../core/model/pace-state.ts';
import { PRODUCT_WORDS, type Product } from '../../../core/model/record-type.ts';
import { auditRunWords } from '../../words/audit-run.ts';
import { formatNumber } from '../../words/format.ts';
import { Mark } from './mark.tsx';
import { Meter } from './meter.tsx';
import classes from './run.module.css';

const words = auditRunWords.run;
/** A wait shorter than this is a part of the pace. */
const SHORT_WAIT_MS = 3000;
const LOW = 0.2;

/** What each product is asked, and whether it lets us. */
export function ProductPaces({ status }: { readonly status: RunStatus }) {
  return (
    <Stack gap="md">
      {(['raise', 'crm'] as const).map((product) => (
        <ProductPaceCard
          key={product}
          product={product}
          pace={status.products[product]}
          isHeld={status.state === 'paused'}
        />
      ))}
    </Stack>
  );
}

interface ProductPaceCardProps {
  readonly product: Product;
  readonly pace: ProductPace;
  readonly isHeld: boolean;
}

function ProductPaceCard({ product, pace, isHeld }: ProductPaceCardProps) {
  const { quota, calls } = pace;
  const remaining = quota?.remaining ?? null;
  const limit = quota?.limit ?? null;
  const share = remaining !== null && limit !== null && limit > 0 ? remaining / limit : null;
  const left = remaining === null ? words.quotaUnknown : words.quotaOf(remaining, limit);
  const isWaiting = pace.state.kind === 'waiting_for_quota' || isLongWait(pace.state);
  const state = isHeld ? words.pace.paused : stateWords(pace.state);
  return (
    <div>
      <div className={classes['line']}>
        <Title order={3} size="h6">
          {PRODUCT_WORDS[product]}
        </Title>
        <span className={isWaiting ? '' : classes['figure']}>
          {isWaiting && !isHeld ? <Mark tone="warn">{state}</Mark> : state}
        </span>
      </div>
      <dl className={classes['product']}>
        <div className={classes['pair']}>
          <dt>{words.calls}</dt>
          <dd>{formatNumber(calls)}</dd>
        </div>
        <div className={classes['pair']}>
          <dt>{words.quota}</dt>
          <dd>
            {left}
            {quota?.resetsAtUtc != null && `, ${words.resets(Date.parse(quota.resetsAtUtc))}`}
          </dd>
        </div>
      </dl>
      {share !== null && (
        <Meter
          kind="meter"
          label={`${PRODUCT_WORDS[product]}: ${words.quota}`}
          words={left}
          share={share}
          tone={share < LOW ? 'low' : 'usual'}
        />
      )}
    </div>
  );
}

function stateWords(state: PaceState): string {
  switch (state.kind) {
    case 'running':
      return words.pace.running;
    case 'paused':
      return words.pace.paused;
    case 'waiting_for_quota':
      return words.pace.quota(state.untilMs);
    case 'waiting_for_server':
      return isLongWait(state) ? words.pace.server(state.untilMs) : words.pace.serverSoon;
  }
}

function isLongWait(state: PaceState): boolean {
  return state.kind === 'waiting_for_server' && state.untilMs - Date.now() > SHORT_WAIT_MS;
}
