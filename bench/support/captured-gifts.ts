import { DEFAULT_REQUEST } from '../../src/core/auditor.ts';
import type { EvaluateOptions } from '../../src/core/audit/evaluate.ts';
import { settledOptions } from '../../src/core/audit/settle.ts';
import { CRM_STREAM, RAISE_STREAM, type StreamName } from '../../src/core/model/streams.ts';
import { CaptureFile } from '../../src/core/staging/capture-file.ts';
import { inTransaction } from '../../src/core/staging/database.ts';
import { putDirectRead } from '../../src/core/staging/direct-reads.ts';
import { contact, crmGift, day, donor, gift } from '../../test/matching/records.ts';

/** Of so many gifts one has another amount in CRM+, and one is not there. */
const ONE_IN = 1000;
const GIFTS_OF_A_DONOR = 10;
const FIRST_DONOR = 1_000_001;
const FIRST_CONTACT = 20_000_001;
const FIRST_GIFT = 30_000_001;
const FIRST_CRM_GIFT = 50_000_001;
const FIRST_DAY = day('2024-01-01');
const DAYS = 700;
const AS_OF = Date.UTC(2026, 5, 1);
const AT_A_TIME = 10_000;
const FORM = { source: 'RaiseDonors', prefix: 'rd2-' };

/**
 * Makes a sealed capture file of so many gifts on either side, their donors and contacts, as an audit leaves it before matching.
 * What is not there was asked for directly, so that all can be judged.
 */
export function captureGifts(path: string, gifts: number): void {
  const capture = CaptureFile.open(path);
  try {
    const facts = { timeZone: 'UTC', asOfMs: String(AS_OF), country: 'US', hasCrm: '1' };
    for (const [name, value] of Object.entries(facts)) capture.setFact(name, value);
    const donors = Math.ceil(gifts / GIFTS_OF_A_DONOR);
    inBlocks(capture, donors, (at) => writeDonor(capture, at));
    inBlocks(capture, gifts, (at) => writeGift(capture, at, donors));
    for (const stream of STREAMS) {
      capture.beginStream(stream, null, AS_OF);
      capture.endStream(stream, { state: 'sealed', at: AS_OF });
    }
  } finally {
    capture.close();
  }
}

/** How such a file is judged. */
export function optionsOf(capture: CaptureFile): EvaluateOptions {
  const options = settledOptions(
    capture,
    { ...DEFAULT_REQUEST, records: ['donor', 'gift'] },
    AS_OF,
  );
  if (options === null) throw new Error('The capture file tells no time zone.');
  return options;
}

const STREAMS: readonly StreamName[] = [
  RAISE_STREAM.donor,
  RAISE_STREAM.gift,
  'raise.campaigns',
  CRM_STREAM.donor,
  CRM_STREAM.gift,
];

function inBlocks(capture: CaptureFile, count: number, write: (at: number) => void): void {
  for (let first = 0; first < count; first += AT_A_TIME)
    inTransaction(capture.db, () => {
      for (let at = first; at < Math.min(count, first + AT_A_TIME); at += 1) write(at);
    });
}

function writeDonor(capture: CaptureFile, at: number): void {
  const [id, contactId] = [String(FIRST_DONOR + at), String(FIRST_CONTACT + at)];
  const name = { firstName: 'Ann', lastName: `Archer ${at}` };
  const fullName = `${name.firstName} ${name.lastName}`;
  const emails = [`ann.archer.${at}@example.org`];
  write(capture, 'raise.donors', {
    ...donor({ ...name, id, name: fullName, crmKey: contactId, email: emails[0] ?? null, emails }),
  });
  const individuals = [{ ...name, emails, phones: [] }];
  const references = [{ source: FORM.source, id: FORM.prefix + id }];
  write(
    capture,
    'crm.contacts',
    contact({ id: contactId, name: fullName, individuals, references }),
  );
}

function writeGift(capture: CaptureFile, at: number, donors: number): void {
  const id = String(FIRST_GIFT + at);
  const of = (at * 7) % donors;
  const given = { amountMinor: 1000 + (at % 50_000), day: FIRST_DAY + (at % DAYS) };
  const share = [{ name: `Project ${at % 12}`, amountMinor: given.amountMinor }];
  write(
    capture,
    'raise.gifts',
    gift({ ...given, id, donorId: String(FIRST_DONOR + of), projects: share }),
  );
  const reference = { source: FORM.source, id: FORM.prefix + id };
  if (at % ONE_IN === 1) {
    const key = `${reference.source}\n${reference.id}`;
    const nothing = { failure: null, text: null, askedAt: AS_OF };
    const kind = 'crm.gift_by_reference';
    putDirectRead(capture.db, { kind, key, outcome: 'absent', ...nothing });
    return;
  }
  const amountMinor = given.amountMinor + (at % ONE_IN === 2 ? 1 : 0);
  write(
    capture,
    'crm.gifts',
    crmGift({
      ...given,
      amountMinor,
      id: String(FIRST_CRM_GIFT + at),
      contactId: String(FIRST_CONTACT + of),
      reference,
      designations: [{ name: share[0]?.name ?? null, amountMinor }],
    }),
  );
}

function write(capture: CaptureFile, stream: StreamName, record: object): void {
  capture.writeRow(stream, { kind: 'record', stream, record } as never, 1);
}
