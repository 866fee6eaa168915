import { Badge, Button, Text } from '@mantine/core';
import type { KeyBackend, KeyStoreStatus } from '../../../core/model/kept-token.ts';
import { settingsWords } from '../../words/settings.ts';
import classes from './key-backend-list.module.css';

const words = settingsWords.keys;

interface KeyBackendListProps {
  readonly status: KeyStoreStatus;
  /** Which one is being taken now. */
  readonly pending: KeyBackend | null;
  readonly choose: (backend: KeyBackend) => void;
}

/** Every place that could keep tokens; why it can't, where it can't. */
export function KeyBackendList({ status, pending, choose }: KeyBackendListProps) {
  return (
    <ul className={classes['list']} aria-label={words.choose}>
      {status.choices.map(({ backend, name, refusal }) => (
        <li key={backend} className={classes['choice']}>
          <div className={classes['words']}>
            <Text size="sm" fw={600}>
              {name}
            </Text>
            <Text size="sm" c="dimmed">
              {refusal ?? words.hints[backend]}
            </Text>
          </div>
          {status.backend === backend ? (
            <Badge variant="light" color={status.isLocked ? 'yellow' : 'teal'}>
              {status.isLocked ? words.lockedNow : words.now}
            </Badge>
          ) : (
            refusal === null && (
              <Button
                size="xs"
                variant="default"
                aria-label={words.changeTo(name)}
                loading={pending === backend}
                disabled={pending !== null}
                onClick={() => choose(backend)}
              >
                {words.change}
              </Button>
            )
          )}
        </li>
      ))}
    </ul>
  );
}
