import type { HttpClient, HttpRequest } from '../http/http.ts';
import type { FailureKind } from '../model/failure.ts';
import { isOfOneCall } from '../model/failure.ts';
import type { DirectAnswer, StreamName, StreamRecords } from './connector.ts';
import { asRow } from './wire/fields.ts';
import { readRow } from './wire/read-row.ts';
import { SHAPES } from './wire/shapes.ts';

/**
 * Reads one record. Everything that leaves it open whether the record exists is `unknown` with its failure; only a
 * cancellation and our own mistakes are thrown. `isAsked` tells whether the answer is the record that was asked for:
 * a proxy or a cache may serve another.
 */
export async function readDirectly<S extends StreamName>(
  http: HttpClient,
  stream: S,
  request: HttpRequest,
  isAsked: (answer: StreamRecords[S]) => boolean,
  id: string | null = null,
): Promise<DirectAnswer<StreamRecords[S]>> {
  return orUnknown(async () => {
    const answer = await http.send(request);
    if (answer.kind === 'not_found') return { kind: 'not_found' };
    if (!asRow(answer.value)) return badAnswer();
    const { text } = answer;
    const row = readRow(SHAPES[stream], answer.value);
    if (row.kind === 'record')
      return isAsked(row.record) ? { kind: 'found', record: row.record, text } : badAnswer();
    const isOther = id !== null && row.record.id !== null && row.record.id !== id;
    return isOther ? badAnswer() : { kind: 'unreadable', record: row.record, text };
  });
}

/** The record of an id; an answer with another id is no answer. */
export function readById<S extends StreamName>(
  http: HttpClient,
  stream: S,
  read: {
    readonly resource: string;
    readonly id: string;
    readonly words: string;
    readonly signal: AbortSignal | undefined;
  },
): Promise<DirectAnswer<StreamRecords[S]>> {
  const { resource, id, words, signal } = read;
  const request: HttpRequest = {
    method: 'GET',
    path: `/api/${resource}/${encodeURIComponent(id)}`,
    stream: words,
    signal,
  };
  return readDirectly(http, stream, request, (record) => record.id === id, id);
}

/** Turns failures into `unknown`; a cancellation ends everything, and a defect must be seen. */
export async function orUnknown<T>(read: () => Promise<DirectAnswer<T>>): Promise<DirectAnswer<T>> {
  try {
    return await read();
  } catch (error) {
    if (!isOfOneCall(error)) throw error;
    return { kind: 'unknown', failure: error.kind };
  }
}

export function badAnswer(): { readonly kind: 'unknown'; readonly failure: FailureKind } {
  return { kind: 'unknown', failure: 'bad_answer' };
}
