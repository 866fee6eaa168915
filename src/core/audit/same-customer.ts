import type { DirectAnswer } from '../connectors/connector.ts';
import { Failure } from '../model/failure.ts';
import type { RaiseDonor, RaiseGift, RaiseSchedule } from '../model/records.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { raiseWitnesses, type Witness } from '../staging/witnesses.ts';
import type { Connections } from './connections.ts';
import { organizationOf } from './organization.ts';

/**
 * Going on with a run needs the same customer: the same products, the same organization on both sides. CRM+ tells its name;
 * Raise tells no identity, so records that were read before must be there, and made at the same instant.
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
  const organization = await organizationOf(connections, signal);
  if (organization !== null && (organization.name ?? '') !== capture.fact('organization')) {
    throw new Failure(
      'usage',
      `The CRM+ token is for another organization (${organization.name ?? 'unnamed'}) than this run’s (${capture.fact('organization') ?? 'unnamed'}): start a new run.`,
    );
  }
  await sameRaise(connections, capture, signal);
}

async function sameRaise(
  connections: Connections,
  capture: CaptureFile,
  signal?: AbortSignal,
): Promise<void> {
  let strangers = 0;
  for (const witness of raiseWitnesses(capture.db)) {
    const answer = await read(connections, witness, signal);
    if (answer.kind === 'found' && answer.record.createdAt === witness.createdAt) return;
    // One may have been deleted or merged away since; what can't be read says nothing.
    if (answer.kind === 'found' || answer.kind === 'not_found') strangers += 1;
  }
  if (strangers < 2) return;
  throw new Failure(
    'usage',
    'The Raise token is for another organization than this run’s: records that were read before are not there. Sign in with a token of the same organization, or start a new run.',
    { product: 'raise' },
  );
}

async function read(
  { raise }: Connections,
  { type, id }: Witness,
  signal?: AbortSignal,
): Promise<DirectAnswer<RaiseDonor | RaiseGift | RaiseSchedule>> {
  const answer =
    type === 'donor' ? await raise.readDonor(id, signal) : await raise.readGift(id, signal);
  if (answer.kind === 'unknown' && answer.failure === 'sign_in_refused')
    throw new Failure('sign_in_refused', 'Raise refused the token: sign in again.', {
      product: 'raise',
    });
  return answer;
}
