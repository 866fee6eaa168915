import { Anchor, Stack, Text } from '@mantine/core';
import type { AlertMessage, AlertRecord } from '../../../core/model/alert.ts';
import { pathTo } from '../../shell/routes.ts';
import { alertWords } from '../../words/alerts.ts';
import { formatMoney } from '../../words/format.ts';
import { safeAddress } from '../findings/detail/safe-address.ts';
import classes from './schedule.module.css';

const words = alertWords.told;

interface AlertDetailsProps {
  readonly workspace: string;
  readonly message: AlertMessage;
}

/** All that every destination gets of an alert. */
export function AlertDetails({ workspace, message }: AlertDetailsProps) {
  const { sentences, records, newCount, runId } = message;
  const left = newCount - records.length;
  return (
    <Stack gap={6}>
      {sentences.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
      {records.length > 0 && (
        <div>
          <Text size="sm" fw={500}>
            {words.records}
          </Text>
          <ul className={classes['records']}>
            {records.map((record) => (
              <li key={`${record.raiseId} ${record.crmId}`} className={classes['long']}>
                <RecordLine record={record} />
              </li>
            ))}
            {left > 0 && <li>{words.left(left)}</li>}
          </ul>
        </div>
      )}
      {runId !== null && (
        <Anchor size="sm" href={`#${pathTo(workspace, 'audit', `/${runId}`)}`}>
          {words.run}
        </Anchor>
      )}
    </Stack>
  );
}

function RecordLine({ record }: { readonly record: AlertRecord }) {
  const { raiseId, crmId, amountMinor, currency, campaignId, canSync } = record;
  const facts = [
    amountMinor === null ? null : formatMoney(amountMinor, currency),
    campaignId === null ? null : words.campaign(campaignId),
    canSync === null ? null : canSync ? words.synced : words.notSynced,
  ].filter((fact) => fact !== null);
  return (
    <>
      {raiseId !== null && <Linked words={words.raise(raiseId)} address={record.raiseUrl} />}
      {raiseId !== null && crmId !== null && ' · '}
      {crmId !== null && <Linked words={words.crm(crmId)} address={record.crmUrl} />}
      {facts.map((fact) => ` · ${fact}`)}
    </>
  );
}

/** A record's page in its product, where its address is known and safe. */
function Linked({
  words: told,
  address,
}: {
  readonly words: string;
  readonly address: string | null;
}) {
  const href = safeAddress(address);
  if (href === null) return <span>{told}</span>;
  return (
    <Anchor size="sm" href={href} target="_blank" rel="noreferrer noopener">
      {told}
    </Anchor>
  );
}
