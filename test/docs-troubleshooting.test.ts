import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootFolder } from '../scripts/find-node.mjs';
import { headingId } from '../scripts/guide-chapters.mjs';
import { FAILURE_KINDS } from '../src/core/model/failure.ts';
import { plain, saidTexts } from './support/said-sentences.ts';

const guide = readFileSync(join(rootFolder, 'docs/user-guide/troubleshooting.md'), 'utf8');
const quoted = [...guide.matchAll(/^- “(.+?)”(?::.*)?$/gm)].map(([, text = '']) => plain(text));
const texts = saidTexts();

/** Files whose sentences come to a person as failures or as reasons, though not out of `new Failure` itself. */
const OF_PERSONS = [
  'core/audit/capture.ts',
  'core/audit/capture-by-id.ts',
  'core/audit/closing-pass.ts',
  'core/audit/run-facts.ts',
  'core/connectors/paging/send-for-list.ts',
  'core/exports/storage-failure.ts',
  'core/http/exchange.ts',
  'core/http/governor.ts',
  'core/http/network-error.ts',
  'core/http/origin.ts',
  'core/http/response-table.ts',
  'core/model/pace-words.ts',
  'core/staging/database.ts',
];
/** The command line's own: each names its flag, and "--help" lists them. */
const isOfFlags = (file: string): boolean => /^(?:cli|sandbox)\//.test(file);
/** A sentence of its own: not SQL, not a remark for whoever works on Tieout, not the frame that sentences are put in. */
const isSentence = (text: string): boolean =>
  /^[…"“A-Z].*[a-z]{2}.*(?:[.…][)”"]*|\(…\))$/.test(text);
const FRAMES = new Set(['Known: ….', 'No row for status …']);

test('each kind of failure has an entry, under its own name', () => {
  const headings = [...guide.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => headingId(heading));
  // The page leads from a failure to the heading of this address (shell/failure-note.tsx).
  const expected = FAILURE_KINDS.map((kind) => kind.replaceAll('_', '-'));
  expect(expected.filter((id) => !headings.includes(id))).toEqual([]);
});

test('each sentence of the guide is one that the program says', () => {
  const said = new Set(texts.map(({ text }) => text));
  expect(quoted.filter((text) => !said.has(text))).toEqual([]);
  expect(quoted.length).toBeGreaterThan(200);
});

test('each sentence that a person may meet has an entry', () => {
  const told = texts.filter(
    ({ file, text, failureKind }) =>
      isSentence(text) &&
      !FRAMES.has(text) &&
      !isOfFlags(file) &&
      (failureKind === null ? OF_PERSONS.includes(file) : failureKind !== 'defect'),
  );
  const without = told.filter(({ text }) => !quoted.includes(text));
  expect(without.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
  expect(told.length).toBeGreaterThan(150);
});

test('no sentence has two entries', () => {
  expect(quoted.filter((text, at) => quoted.indexOf(text) !== at)).toEqual([]);
});
