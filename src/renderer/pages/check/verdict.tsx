import { Text } from '@mantine/core';
import type { QuickCheck } from '../../../core/model/quick-check.ts';
import { causeEntry, stateEntry } from '../../../core/model/states.ts';
import { checkWords } from '../../words/check.ts';
import facts from '../audit/facts.module.css';
import { Mark, type Tone } from '../audit/mark.tsx';
import { actionWords } from './action-words.ts';
import classes from './check.module.css';

/** What is said of the record: its state and why, or why nothing can be said. */
export function Verdict({ result }: { readonly result: QuickCheck }) {
  const { finding } = result;
  const { title, text, tone } = headOf(result);
  return (
    <div role="status">
      <Text fw={600} component="div">
        <Mark tone={tone}>{title}</Mark>
      </Text>
      <Text size="sm">{text}</Text>
      {finding !== null && (
        <dl className={`${facts['facts']} ${classes['verdictFacts']}`}>
          <Fact name={checkWords.cause} value={causeEntry(finding.state, finding.cause).words} />
          <Fact name={checkWords.evidence} value={finding.evidence} />
          <Fact
            name={checkWords.whoActs}
            value={`${checkWords.actors[finding.whoActs]} · ${actionWords(finding)}`}
          />
          {finding.relatedRaiseIds.length + finding.relatedCrmIds.length > 0 && (
            <Fact
              name={checkWords.related}
              value={(
                [
                  ['raise', finding.relatedRaiseIds],
                  ['crm', finding.relatedCrmIds],
                ] as const
              )
                .filter(([, ids]) => ids.length > 0)
                .map(([product, ids]) => checkWords.relatedIds(product, ids))
                .join(' · ')}
            />
          )}
        </dl>
      )}
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function headOf({ finding, gap, raise, crm }: QuickCheck): {
  readonly title: string;
  readonly text: string;
  readonly tone: Tone;
} {
  if (gap !== null) return { title: checkWords.noVerdict, text: gap, tone: 'warn' };
  if (finding !== null) {
    const { title, meaning } = stateEntry(finding.state);
    return { title, text: meaning, tone: finding.actionable ? 'warn' : 'quiet' };
  }
  if (raise === null)
    return { title: checkWords.noVerdict, text: checkWords.noRaise, tone: 'quiet' };
  return crm.length === 0
    ? { title: checkWords.noFinding, text: checkWords.noFindingText, tone: 'quiet' }
    : { title: checkWords.consistent, text: checkWords.consistentText, tone: 'good' };
}
