import { Text, Title } from '@mantine/core';
import type { ProductPace } from '../../../contract/runs.ts';
import type { PaceState } from '../../../core/model/pace-state.ts';
import { paceSentence } from '../../../core/model/pace-words.ts';
import { PRODUCT_WORDS, type Product } from '../../../core/model/record-type.ts';
import { auditRunWords } from '../../words/audit-run.ts';
import { formatClockTime, formatNumber } from '../../words/format.ts';
import { paceWords } from '../../words/pace.ts';
import { Mark } from './mark.tsx';
import { Meter } from './meter.tsx';
import { PACE_TONES } from './pace-tones.ts';
import classes from './run.module.css';

const words = auditRunWords.run;
const LOW = 0.2;
/** Fewer may be calls of our own, made for a test on a connection of its own. */
const LEAST_OTHERS = 0.01;

interface ProductPaceCardProps {
  readonly product: Product;
  readonly pace: ProductPace;
  /** Its state, as far as it is worth a word. */
  readonly said: PaceState;
}

/** One product: whether its calls leave and why not, how many were made, what is left of its quota. */
export function ProductPaceCard({ product, pace, said }: ProductPaceCardProps) {
  const { quota, calls } = pace;
  const remaining = quota?.remaining ?? null;
  const limit = quota?.limit ?? null;
  const others = quota?.othersCalls ?? 0;
  const used = remaining !== null && limit !== null ? Math.max(others, limit - remaining) : null;
  const share = remaining !== null && limit !== null && limit > 0 ? remaining / limit : null;
  const left = remaining === null ? words.quotaUnknown : words.quotaOf(remaining, limit);
  const isHeld = said.kind !== 'running' && said.kind !== 'paused';
  return (
    <div>
      <div className={classes['line']}>
        <Title order={3} size="h6">
          {PRODUCT_WORDS[product]}
        </Title>
        <Mark tone={PACE_TONES[said.kind]}>{paceWords.kind[said.kind]}</Mark>
      </div>
      {isHeld && (
        <Text size="sm" mb={4}>
          {paceSentence(product, said, formatClockTime)}
        </Text>
      )}
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
      {others > LEAST_OTHERS * (limit ?? 0) && (
        <Text size="sm" c="dimmed" mt={4}>
          {paceWords.others(others, used)}
        </Text>
      )}
    </div>
  );
}
