import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { alertWords } from '../../words/alerts.ts';
import { drawKey } from './draw-key.ts';
import { SecretField } from './secret-field.tsx';
import type { SinkFieldsProps } from './sink-field-props.ts';

const words = alertWords.dialog;

/** The address, which is a secret itself, and for a signed one the key. */
export function WebhookFields({ draft, before, errors, change }: SinkFieldsProps) {
  const [drawn, setDrawn] = useState<string | null>(null);
  const keep = before?.hasSecret === true ? ` ${words.keep}` : '';
  return (
    <>
      <SecretField
        label={words.url}
        hint={`${words.urlHint}${keep}`}
        value={draft.url}
        error={errors.url}
        onChange={(url) => change({ url })}
      />
      {draft.kind === 'webhook' && (
        <div>
          <SecretField
            label={words.key}
            hint={`${words.keyHint}${keep}`}
            value={draft.key}
            error={errors.key}
            onChange={(key) => change({ key })}
          />
          <Button
            mt={6}
            size="xs"
            variant="default"
            onClick={() => {
              const key = drawKey();
              setDrawn(key);
              change({ key });
            }}
          >
            {words.draw}
          </Button>
          <Text size="xs" mt={4} role="status">
            {drawn !== null && drawn === draft.key && words.drawn}
          </Text>
        </div>
      )}
    </>
  );
}
