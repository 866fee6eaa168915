import { Button, Checkbox, Code, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { PRODUCT_WORDS } from '../../../core/model/record-type.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { liveWords } from '../../words/live.ts';
import { liveSubscriptionWords } from '../../words/live-subscriptions.ts';
import classes from './live.module.css';
import type { ShownChange, Subscriptions } from './use-subscriptions.ts';

const words = liveSubscriptionWords.confirm;

/** The exact request, which is sent only when a person has said that they have read it. */
export function ConfirmRequest({ work }: { readonly work: Subscriptions }) {
  const { shown } = work;
  return (
    <Modal
      opened={shown !== null}
      onClose={work.close}
      size="lg"
      title={shown === null ? '' : titleOf(shown)}
    >
      {shown !== null && <Request key={shown.request.digest} shown={shown} work={work} />}
    </Modal>
  );
}

function Request({ shown, work }: { readonly shown: ShownChange; readonly work: Subscriptions }) {
  const [isSure, setIsSure] = useState(false);
  const { method, url, body, digest } = shown.request;
  const isDeletion = shown.change.kind === 'delete';
  const text = `${method} ${url}${body === null ? '' : `\n\n${JSON.stringify(body, null, 2)}`}`;
  return (
    <Stack>
      <Text size="sm">{words.text}</Text>
      <Code
        block
        className={classes['request'] ?? ''}
        tabIndex={0}
        role="region"
        aria-label={words.request}
      >
        {text}
      </Code>
      <Text size="xs" c="dimmed">
        {words.digest(digest)}
      </Text>
      <Checkbox
        label={words.sure}
        checked={isSure}
        onChange={(event) => setIsSure(event.currentTarget.checked)}
      />
      {work.sendFailure !== null && <FailureNote failure={work.sendFailure} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" data-autofocus onClick={work.close}>
          {liveWords.cancel}
        </Button>
        <Button
          {...(isDeletion ? { color: 'red' } : {})}
          disabled={!isSure}
          loading={work.isSending}
          onClick={work.send}
        >
          {isDeletion ? words.removeNow : words.send}
        </Button>
      </Group>
    </Stack>
  );
}

function titleOf({ change }: ShownChange): string {
  const product = PRODUCT_WORDS[change.product];
  return change.kind === 'create' ? words.create(product) : words.remove(product);
}
