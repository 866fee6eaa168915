import { Button, Group, Text } from '@mantine/core';
import { useId, useState } from 'react';
import type { AlertMessage, StoredAlert } from '../../../core/model/alert.ts';
import { causeEntry } from '../../../core/model/states.ts';
import { IconChevronDown, IconChevronUp } from '../../shell/icons.tsx';
import { alertWords } from '../../words/alerts.ts';
import { Mark, type Tone } from '../audit/mark.tsx';
import { AlertDetails } from './alert-details.tsx';
import { deliveryStanding } from './delivery-words.ts';
import classes from './schedule.module.css';

const words = alertWords.told;

interface ToldAlertProps {
  readonly workspace: string;
  readonly alert: StoredAlert;
  /** The destinations that there are now. */
  readonly known: ReadonlySet<string>;
  /** When the list was read. */
  readonly nowMs: number;
}

/** One alert: what it says, when it was told, how it stands at each destination, and its details. */
export function ToldAlert({ workspace, alert, known, nowMs }: ToldAlertProps) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const { message, deliveries } = alert;
  const { tone, words: kind } = kindOf(message);
  return (
    <li className={classes['item']} data-alert={message.key}>
      <Group justify="space-between" gap="xs" align="flex-start" wrap="nowrap">
        <div className={classes['long']}>
          <Text size="sm" fw={600} component="div">
            <Mark tone={tone}>{message.title}</Mark>
          </Text>
          <Text size="xs" c="dimmed">
            {kind} · {words.at(message.madeUtc)}
            {message.finding !== null && ` · ${causeWords(message.finding)}`}
          </Text>
        </div>
        <Button
          size="compact-sm"
          variant="default"
          flex="none"
          rightSection={isOpen ? <IconChevronUp /> : <IconChevronDown />}
          aria-label={words.detailsOf(message.title)}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
        >
          {words.details}
        </Button>
      </Group>
      <Deliveries message={message} deliveries={deliveries} known={known} nowMs={nowMs} />
      <div id={id} hidden={!isOpen}>
        {isOpen && <AlertDetails workspace={workspace} message={message} />}
      </div>
    </li>
  );
}

type DeliveriesProps = Pick<StoredAlert, 'message' | 'deliveries'> &
  Pick<ToldAlertProps, 'known' | 'nowMs'>;

function Deliveries({ message, deliveries, known, nowMs }: DeliveriesProps) {
  if (deliveries.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {message.kind === 'test' ? words.tested : words.nowhere}
      </Text>
    );
  return (
    <ul className={classes['lines']}>
      {deliveries.map((delivery) => {
        const isKnown = known.has(delivery.sink);
        const { tone, words: told, why } = deliveryStanding(delivery, { nowMs, isKnown });
        return (
          <li key={delivery.sink} className={classes['long']} data-delivery={delivery.state}>
            <Mark tone={tone}>{told}</Mark>
            {why !== null && (
              <Text size="xs" c="dimmed" ms={22}>
                {why}
              </Text>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Findings of one state differ by their cause, and so do alerts. */
function causeWords({ state, cause }: NonNullable<AlertMessage['finding']>): string {
  return words.cause(causeEntry(state, cause).words);
}

function kindOf({ kind, severity }: AlertMessage): { readonly tone: Tone; readonly words: string } {
  if (kind === 'cleared') return { tone: 'good', words: words.cleared };
  if (kind === 'test') return { tone: 'quiet', words: words.test };
  return { tone: TONES[severity], words: words.severities[severity] };
}

const TONES: Readonly<Record<AlertMessage['severity'], Tone>> = {
  high: 'bad',
  medium: 'warn',
  low: 'quiet',
};
