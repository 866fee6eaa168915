import type { StreamName, StreamRecords } from '../model/streams.ts';
import type { CaptureFile } from './capture-file.ts';
import { ROW_TABLES } from './capture-schema.ts';
import type { Db } from './database.ts';
import { putDirectRead, type ReadKind } from './direct-reads.ts';
import { RowWriter } from './rows.ts';

/** Changes single records of a copied capture file, and answers for it what a planted world would answer. */
export class PlantedRows {
  readonly #db: Db;
  readonly #asOfMs: number;
  readonly #writer: RowWriter;
  readonly #freeIds = new Map<StreamName, number>();

  constructor({ db }: CaptureFile, run: { readonly timeZone: string; readonly asOfMs: number }) {
    this.#db = db;
    this.#asOfMs = run.asOfMs;
    this.#writer = new RowWriter(db, run);
  }

  replace<S extends StreamName>(stream: S, record: StreamRecords[S]): void {
    const page = this.#db
      .prepare(`SELECT page FROM ${ROW_TABLES[stream]} WHERE id = ?`)
      .pluck()
      .get([Number(record.id)]) as number | null;
    this.remove(stream, record.id);
    this.add(stream, record, page);
  }

  add<S extends StreamName>(stream: S, record: StreamRecords[S], page: number | null = null): void {
    const row = { kind: 'record', stream, record } as Parameters<RowWriter['write']>[1];
    this.#writer.write(stream, row, page);
  }

  remove(stream: StreamName, id: string): void {
    this.#db.prepare(`DELETE FROM ${ROW_TABLES[stream]} WHERE id = ?`).run([Number(id)]);
    if (stream === 'crm.contacts')
      this.#db.prepare('DELETE FROM contact_reference WHERE contact = ?').run([Number(id)]);
  }

  /** An id that no record of a stream has. */
  freeId(stream: StreamName): string {
    const last =
      this.#freeIds.get(stream) ??
      Number(this.#db.prepare(`SELECT max(id) FROM ${ROW_TABLES[stream]}`).pluck().get() ?? 0);
    this.#freeIds.set(stream, last + 1);
    return String(last + 1);
  }

  /** Forgets what was answered when a record that is gone now was asked for. */
  forgetRead(kind: ReadKind, key: string): void {
    this.#db.prepare('DELETE FROM direct_read WHERE kind = ? AND key = ?').run([kind, key]);
  }

  /**
   * Answers a read that the rules need only since errors were planted: what is not among the rows is not there, and a contact's gifts
   * are those that are.
   */
  answer(kind: ReadKind, key: string): void {
    const outcome = kind === 'crm.gifts_of_contact' ? 'found' : 'absent';
    putDirectRead(this.#db, {
      kind,
      key,
      outcome,
      failure: null,
      text: null,
      askedAt: this.#asOfMs,
    });
  }
}
