import { test } from 'vitest';
import { fuzzRecords, fuzzTexts } from './fuzz.ts';

// At length: test/long/fuzz.test.ts.
test('a record with one hostile member is told as it is written, or quarantined', () =>
  fuzzRecords(100));

test('torn answers, deliveries and captured lines are read or told to be unreadable', () =>
  fuzzTexts(400));
