import type { AlertMessage, AlertRecord } from '../../model/alert.ts';
import { formatMoney } from '../../model/money.ts';

/** "Hope: Missing in CRM+: 3 gifts, 300.00 USD", or how many things there are. */
export function batchTitle(messages: readonly AlertMessage[]): string {
  const [first] = messages;
  if (first === undefined) return 'Tieout';
  const { workspace, title } = first;
  return messages.length === 1
    ? `${workspace}: ${title}`
    : `${workspace}: ${messages.length} alerts`;
}

/** All of it as plain text: customer, what, likely cause, who acts, records with their links. */
export function batchText(messages: readonly AlertMessage[]): string {
  return messages.map(messageText).join('\n\n');
}

function messageText(message: AlertMessage): string {
  const { workspace, organization, title, sentences, records, newCount, runId } = message;
  const customer =
    organization === null || organization === workspace
      ? workspace
      : `${workspace} (${organization})`;
  const left = newCount - records.length;
  return [
    title,
    `Customer: ${customer}`,
    ...sentences,
    ...records.map((record) => `- ${recordText(record)}`),
    ...(left > 0 ? [`and ${left} more`] : []),
    ...(runId === null ? [] : [`Run ${runId}`]),
  ].join('\n');
}

function recordText(record: AlertRecord): string {
  const { raiseId, crmId, amountMinor, currency, campaignId, canSync, raiseUrl, crmUrl } = record;
  return [
    raiseId === null ? null : `Raise ${raiseId}`,
    crmId === null ? null : `CRM+ ${crmId}`,
    amountMinor === null ? null : formatMoney(amountMinor, currency),
    campaignId === null ? null : `campaign ${campaignId}`,
    canSync === null ? null : `canSync ${canSync}`,
    raiseUrl,
    crmUrl,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
