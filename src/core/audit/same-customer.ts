import { Failure } from '../model/failure.ts';
import { PRODUCT_WORDS, type Product } from '../model/record-type.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { witnesses } from '../staging/witnesses.ts';
import { askDirectly } from './ask-directly.ts';
import type { Connections } from './connections.ts';
import { organizationOf } from './organization.ts';

/**
 * Going on with a run needs the same customer: the same products, the same organization on both sides. CRM+ tells its name,
 * if its token may ask; else, and of Raise, which tells no identity, records that were read before must be there, and made
 * at the same instant.
 * @throws Failure usage if it is another; what the reads throw
 */
export async function sameCustomer(
  connections: Connections,
  capture: CaptureFile,
  signal?: AbortSignal,
): Promise<void> {
  const hadCrm = capture.fact('hasCrm') === '1';
  if (hadCrm !== (connections.crm !== null)) {
    throw new Failure(
      'usage',
      hadCrm
        ? 'This run was begun with CRM+: give its token (TIEOUT_CRM_TOKEN) to go on with it.'
        : 'This run was begun without CRM+: go on without a CRM+ token, or start a new one.',
    );
  }
  if (hadCrm) await sameOrganization(connections, capture, signal);
  await sameRecords(connections, capture, 'raise', signal);
}

async function sameOrganization(
  connections: Connections,
  capture: CaptureFile,
  signal?: AbortSignal,
): Promise<void> {
  const name = (await organizationOf(connections, signal))?.name ?? '';
  const before = capture.fact('organization') ?? '';
  if (name === '' || before === '') return sameRecords(connections, capture, 'crm', signal);
  if (name !== before)
    throw new Failure(
      'usage',
      `The CRM+ token is for another organization (${name}) than this run’s (${before}): start a new run.`,
      { product: 'crm' },
    );
}

async function sameRecords(
  connections: Connections,
  capture: CaptureFile,
  product: Product,
  signal?: AbortSignal,
): Promise<void> {
  let strangers = 0;
  for (const { kind, id, createdAt } of witnesses(capture.db, product)) {
    const answer = await askDirectly(connections, { kind, key: id }, signal);
    if (answer.kind === 'unknown' && answer.failure === 'sign_in_refused')
      throw new Failure(
        'sign_in_refused',
        `${PRODUCT_WORDS[product]} refused the token: sign in again.`,
        {
          product,
        },
      );
    if (answer.kind === 'found' && madeAt(answer.record) === createdAt) return;
    // One may have been deleted or merged away since; what can't be read says nothing.
    if (answer.kind === 'found' || answer.kind === 'not_found') strangers += 1;
  }
  if (strangers < 2) return;
  throw new Failure(
    'usage',
    `The ${PRODUCT_WORDS[product]} token is for another organization than this run’s: records that were read before are not there. Sign in with a token of the same organization, or start a new run.`,
    { product },
  );
}

function madeAt(record: unknown): unknown {
  return typeof record === 'object' && record !== null && 'createdAt' in record
    ? record.createdAt
    : null;
}
