import type { RunScope } from '../../src/contract/runs.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/index.ts';
import { auditToEnd, lastOf, makeCustomer } from './customer.ts';
import type { Asked } from './every-command.ts';
import type { Client } from './transports.ts';

/** A customer every datum of which can be told from every other customer's. */
export interface CanaryCustomer {
  readonly asked: Asked;
  readonly sandbox: RunningSandbox;
  /** What its own answers do hold, or nothing would be proved by the absence of another's. */
  readonly shownTexts: readonly string[];
  /** What only this customer's answers may hold. */
  readonly ownTexts: readonly string[];
  readonly tokens: readonly string[];
  readonly donorTexts: readonly string[];
}

const DONORS: RunScope = {
  records: ['donor', 'gift'],
  from: null,
  to: null,
  modifiedFrom: null,
  ids: null,
};

/** Makes the customer, audits it once and leaves a view and an export open. `mark` is five digits. */
export async function makeCanaryCustomer(
  client: Client,
  workspace: string,
  mark: number,
): Promise<CanaryCustomer> {
  const donorTexts = [`Canary${mark}`, `canary${mark}@example.org`];
  const tokens = [`raiseToken_${mark}_q7Xw`, `crmToken_${mark}_q7Xw`];
  const [donor, gift, contact, crmGift] = [1, 2, 3, 4].map((part) => part * 1_000_000 + mark);
  const sandbox = await startSandbox({
    raiseToken: tokens[0] ?? '',
    crmToken: tokens[1] ?? '',
    // Its connection is tested beside every command there is: the usual quota would be spent before the last one.
    quirks: { crmRateLimit: 100_000 },
    world: {
      organization: { name: `Organization ${mark}` },
      raise: {
        donors: [
          {
            id: donor,
            name: `Ann Canary${mark}`,
            email: `canary${mark}@example.org`,
            crmKey: String(contact),
          },
        ],
        gifts: [{ id: gift, donorId: donor, amount: 50, date: '2026-03-01T12:00:00' }],
      },
      crm: {
        contacts: [
          {
            id: contact,
            name: `Other Canary${mark}`,
            contactIndividuals: [
              {
                firstName: 'Other',
                lastName: `Canary${mark}`,
                contactMethods: [{ type: 'Home Email', value: 'other@example.org' }],
              },
            ],
          },
        ],
        gifts: [
          {
            id: crmGift,
            contactId: contact,
            amount: 60,
            giftDate: '2026-03-01',
            transactionSource: 'RaiseDonors',
            transactionId: `rd2-${gift}`,
          },
        ],
      },
    },
  });
  await makeCustomer(client, workspace, sandbox);
  const last = (await auditToEnd(client, workspace, DONORS)).at(-1);
  const runId = last?.runId ?? '';
  const view = await lastOf(await client.findings.open({ workspace, runId, query: {}, sort: [] }));
  if (view.kind !== 'ready' || view.total === 0) throw new Error('There is nothing to be seen.');
  const { viewId } = view;
  const [row] = await client.findings.block({ workspace, viewId, start: 0, end: 1 });
  const findingId = row?.id ?? '';
  const file = await lastOf(
    await client.exports.write({ workspace, runId, viewId, format: 'json' }),
  );
  if (file.kind !== 'ready') throw new Error('The export did not get ready.');
  const { raiseUrl, crmUrl } = sandbox;
  const shownTexts = [
    ...donorTexts,
    ...[donor, gift, contact, crmGift].map(String),
    `Organization ${mark}`,
    new URL(raiseUrl).host,
    new URL(crmUrl).host,
  ];
  return {
    asked: { workspace, runId, viewId, fileId: file.fileId, findingId, raiseUrl, crmUrl },
    sandbox,
    tokens,
    donorTexts,
    shownTexts,
    ownTexts: [...tokens, ...shownTexts, viewId, file.fileId, findingId],
  };
}
