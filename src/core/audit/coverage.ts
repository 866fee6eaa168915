import { formatInstant } from '../model/instants.ts';
import type { Coverage } from '../model/report.ts';
import { productOf, shortNameOf, type StreamName } from '../model/streams.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import type { StreamSnapshot } from '../staging/capture-records.ts';
import type { ReadKind } from '../staging/direct-reads.ts';
import { countLate, countListed, countSingle } from '../staging/stream-counts.ts';
import { SINGLE_READ, STREAM_OF } from './direct-reads.ts';
import { BY_ID } from './stream-pages.ts';

/** What each stream's read was worth, Raise first. */
export function coverageOf(capture: CaptureFile): Coverage[] {
  return capture
    .snapshots()
    .map((snapshot) =>
      snapshot.filter === BY_ID ? ofSingle(capture, snapshot) : ofList(capture, snapshot),
    )
    .filter((coverage) => coverage !== null);
}

function ofList(capture: CaptureFile, snapshot: StreamSnapshot): Coverage {
  const rows = countListed(capture.db, snapshot.name);
  return {
    product: productOf(snapshot.name),
    stream: shortNameOf(snapshot.name),
    advertised: snapshot.advertised,
    read: rows.records + rows.unreadable,
    unreadable: rows.unreadable,
    complete: snapshot.state === 'sealed',
    firstId: rows.first,
    lastId: rows.last,
    startedUtc: utcOf(snapshot.startedAt),
    finishedUtc: utcOf(snapshot.finishedAt),
    changed: snapshot.isChanged,
    pages: snapshot.pages,
    note: noteOf(snapshot.note, countLate(capture.db, snapshot.name)),
  };
}

/** Single records: whether all answered, and when the first and the last did; null where none was asked for and none came. */
function ofSingle(capture: CaptureFile, snapshot: StreamSnapshot): Coverage | null {
  const { name } = snapshot;
  const kinds = kindsOf(name);
  const rows = countSingle(capture.db, name, kinds, kinds.filter(isById));
  if (rows.records + rows.unreadable === 0 && rows.firstAt === null) return null;
  const said = [
    snapshot.note,
    rows.absent === 0
      ? null
      : `${rows.absent} that ${rows.absent === 1 ? 'was' : 'were'} asked for ${rows.absent === 1 ? 'is' : 'are'} not there.`,
    rows.unknown === 0 ? null : `${rows.unknown} gave no answer.`,
  ].filter((sentence) => sentence !== null);
  return {
    product: productOf(name),
    stream: shortNameOf(name),
    advertised: null,
    read: rows.records + rows.unreadable,
    unreadable: rows.unreadable,
    complete: snapshot.state === 'sealed' && rows.unknown === 0,
    firstId: rows.first,
    lastId: rows.last,
    startedUtc: utcOf(rows.firstAt ?? snapshot.startedAt),
    finishedUtc: utcOf(rows.lastAt ?? snapshot.finishedAt),
    changed: false,
    pages: 0,
    note: said.join(' ') || null,
  };
}

function kindsOf(name: StreamName): ReadKind[] {
  return (Object.keys(STREAM_OF) as ReadKind[]).filter((kind) => STREAM_OF[kind] === name);
}

function isById(kind: ReadKind): boolean {
  const { raise, crm } = SINGLE_READ;
  return [...Object.values(raise), ...Object.values(crm)].includes(kind);
}

function utcOf(at: number | null): string | null {
  return at === null ? null : formatInstant(at);
}

function noteOf(note: string | null, late: number): string | null {
  if (late === 0) return note;
  const said = `${late} ${late === 1 ? 'was' : 'were'} made after the audit began and ${late === 1 ? 'is' : 'are'} left to the next one.`;
  return note === null ? said : `${note} ${said}`;
}
