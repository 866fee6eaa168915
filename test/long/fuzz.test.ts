import { expect, test } from 'vitest';
import { fuzzRecords, fuzzTexts } from '../connectors/fuzz.ts';
import { fuzzInputs } from '../contract/fuzz.ts';

test('a record with one hostile member is told as it is written, or quarantined', () =>
  fuzzRecords(10_000));

test('torn answers, deliveries and captured lines are read or told to be unreadable', () =>
  fuzzTexts(100_000));

test('whatever comes as an input is refused or taken as it was sent', async () => {
  expect(await fuzzInputs(5000)).toBeGreaterThan(40);
});
