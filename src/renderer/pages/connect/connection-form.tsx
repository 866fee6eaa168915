import { Anchor, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import type { WorkspaceDetails } from '../../../contract/workspaces.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { useKeyStore } from '../../shell/key-store.ts';
import { pathTo } from '../../shell/routes.ts';
import { connectWords } from '../../words/connect.ts';
import { Section } from '../audit/section.tsx';
import {
  errorsOf,
  firstDraft,
  hasErrors,
  isChanged,
  type ConnectionDraft,
  type ProductDraft,
} from './connection-draft.ts';
import classes from './connect.module.css';
import { ProductFields } from './product-fields.tsx';
import type { ConnectionWork } from './use-connection.ts';

interface ConnectionFormProps {
  readonly details: WorkspaceDetails;
  readonly work: ConnectionWork;
}

/** Addresses and tokens. What was typed stays until it is saved; tokens go then. */
export function ConnectionForm({ details, work }: ConnectionFormProps) {
  const { status: keyStore } = useKeyStore();
  const [draft, setDraft] = useState(() => firstDraft(details));
  const [isTried, setIsTried] = useState(false);
  const [isJustSaved, setIsJustSaved] = useState(false);
  const errors = errorsOf(draft);
  const isBusy = work.isSaving || work.isTesting;
  const shown = (product: 'raise' | 'crm') =>
    isTried
      ? errors[product]
      : { url: draft[product].url === '' ? null : errors[product].url, token: null };
  const change = (part: Partial<ConnectionDraft>): void => {
    setDraft({ ...draft, ...part });
    setIsJustSaved(false);
  };
  const save = (isTested: boolean): void => {
    setIsTried(isTested);
    if (isBusy || hasErrors(errorsOf(draft, isTested ? 'test' : 'save'))) return;
    void work.save(draft, isTested).then((saved) => {
      if (saved === null) return;
      setDraft(firstDraft(saved));
      setIsTried(false);
      setIsJustSaved(!isTested);
    });
  };
  // Nothing to save, and tokens to test with.
  const isKept = !isChanged(draft, details) && !hasErrors(errors);
  return (
    <Section title={connectWords.formTitle}>
      <form
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          save(true);
        }}
      >
        <Stack gap="md">
          <div className={classes['products']}>
            <ProductFields
              product="raise"
              draft={draft.raise}
              kept={details.tokens.raise}
              errors={shown('raise')}
              isDisabled={isBusy}
              onChange={(raise: ProductDraft) => change({ raise })}
            />
            {draft.usesCrm && (
              <ProductFields
                product="crm"
                draft={draft.crm}
                kept={details.tokens.crm}
                errors={shown('crm')}
                isDisabled={isBusy}
                onChange={(crm: ProductDraft) => change({ crm })}
              />
            )}
          </div>
          <Text size="xs" c="dimmed">
            {keyStore.words}{' '}
            <Anchor href={`#${pathTo(details.name, 'settings')}`} underline="always" inherit>
              {connectWords.chooseKeyStore}
            </Anchor>
          </Text>
          <Switch
            label={connectWords.noCrm}
            description={draft.usesCrm ? undefined : connectWords.noCrmHint}
            checked={!draft.usesCrm}
            disabled={isBusy}
            onChange={(event) => change({ usesCrm: !event.currentTarget.checked })}
          />
          {work.saveFailure !== null && <FailureNote failure={work.saveFailure} />}
          <Group gap="sm">
            <Button type="submit" loading={isBusy}>
              {!isKept
                ? connectWords.saveAndTest
                : work.report === null
                  ? connectWords.testFirst
                  : connectWords.test}
            </Button>
            {!isKept && (
              <Button variant="default" disabled={isBusy} onClick={() => save(false)}>
                {connectWords.save}
              </Button>
            )}
            <Text size="sm" c="dimmed" role="status">
              {work.isSaving
                ? connectWords.saving
                : work.isTesting
                  ? connectWords.testing
                  : isJustSaved
                    ? connectWords.saved
                    : ''}
            </Text>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
