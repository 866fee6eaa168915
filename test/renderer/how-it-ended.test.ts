import { describe, expect, test } from 'vitest';
import type { FailureFacts } from '../../src/contract/failure.ts';
import type { RunStop } from '../../src/core/model/run-stop.ts';
import { howItEnded } from '../../src/renderer/pages/audit/how-it-ended.ts';
import { auditRunWords } from '../../src/renderer/words/audit-run.ts';
import { REFUSED, statusFor, storedRun } from './run-facts.ts';

const idle = statusFor({ state: 'idle', runId: null, startedUtc: null });
const refusal = 'CRM+ refused the token: sign in again. What was read is kept.';

function failureOf(kind: FailureFacts['kind'], sentence: string): FailureFacts {
  return { kind, failureClass: 'configuration', sentence, details: '' };
}

describe('an audit of this session', () => {
  test('says nothing while it goes on', () => {
    for (const state of ['running', 'paused', 'cancelling'] as const)
      expect(howItEnded(statusFor({ state }), storedRun({ state: 'running' }))).toBeNull();
  });

  test('has finished', () => {
    const ending = howItEnded(statusFor({ state: 'finished' }), null);
    expect(ending).toEqual({ kind: 'finished', runId: 'r1' });
  });

  test('that a person stopped can be gone on with', () => {
    const run = storedRun();
    expect(howItEnded(statusFor({ state: 'interrupted' }), run)).toEqual({
      kind: 'cancelled',
      run,
      reasons: [],
      failure: null,
    });
  });

  test('whose token was refused names the product, in the words of every host', () => {
    const failure = failureOf('sign_in_refused', 'The CRM+ token was refused (401).');
    const status = statusFor({ state: 'needs_sign_in', failure }, { crm: REFUSED });
    const run = storedRun();
    expect(howItEnded(status, run)).toEqual({
      kind: 'sign_in',
      run,
      reasons: [refusal],
      failure: null,
    });
    const unknown = howItEnded(statusFor({ state: 'needs_sign_in', failure }), run);
    expect(unknown).toMatchObject({ kind: 'sign_in', reasons: [failure.sentence] });
    const both = statusFor({ state: 'needs_sign_in' }, { raise: REFUSED, crm: REFUSED });
    expect(howItEnded(both, run)).toMatchObject({
      reasons: [refusal.replace('CRM+', 'Raise'), refusal],
    });
  });

  test('that waited too long for a product says so, calmly', () => {
    const failure = failureOf('offline', 'CRM+ could not be reached for 720 minutes.');
    const ending = howItEnded(statusFor({ state: 'failed', failure }), storedRun());
    expect(ending).toMatchObject({ kind: 'offline', reasons: [failure.sentence], failure: null });
  });

  test('that failed tells the failure; one that never began has nothing of its own', () => {
    const failure = failureOf('storage', 'The disk is full.');
    const status = statusFor({ state: 'failed', failure });
    expect(howItEnded(status, storedRun())).toMatchObject({ kind: 'failed', failure });
    const inUse = failureOf('in_use', 'Somebody is at it.');
    const notBegun = statusFor({ state: 'failed', failure: inUse, runId: null });
    expect(howItEnded(notBegun, storedRun({ state: 'finished' }))).toEqual({
      kind: 'not_begun',
      run: null,
      reasons: [],
      failure: inUse,
    });
  });

  test('that another program went on with and finished has finished', () => {
    const newest = storedRun({ state: 'finished', status: 'verified' });
    for (const state of ['interrupted', 'needs_sign_in', 'failed'] as const)
      expect(howItEnded(statusFor({ state }), newest)).toEqual({ kind: 'finished', runId: 'r1' });
  });

  test('is forgotten for a newer one, and not for the one before it', () => {
    const status = statusFor({ state: 'interrupted' });
    const later = { runId: 'r2', startedUtc: '2026-11-24T11:00:00.000Z' };
    expect(howItEnded(status, storedRun({ ...later, state: 'finished' }))).toBeNull();
    expect(howItEnded(status, storedRun(later))).toMatchObject({ kind: 'earlier' });
    // The list is asked for again when an audit ends, and comes a moment later.
    const before = storedRun({ runId: 'r0', startedUtc: '2026-11-23T10:00:00.000Z' });
    expect(howItEnded(status, before)).toMatchObject({ kind: 'cancelled' });
  });
});

describe('an audit that went on in another program while it was looked at', () => {
  const newest = storedRun({ runId: 'r2', startedUtc: '2026-11-24T09:00:00.000Z' });
  const failure = failureOf('in_use', 'Somebody is at it.');
  const refused = statusFor({ state: 'failed', failure, runId: null });

  test('has finished there, or stands still, whatever was refused here meanwhile', () => {
    const finished = { ...newest, state: 'finished' } as const;
    for (const status of [idle, refused]) {
      expect(howItEnded(status, finished, 'r2')).toEqual({ kind: 'finished', runId: 'r2' });
      expect(howItEnded(status, newest, 'r2')).toMatchObject({ kind: 'earlier', failure: null });
    }
  });

  test('is this session’s own once it was gone on with here', () => {
    const status = statusFor({ state: 'interrupted', runId: 'r2' });
    expect(howItEnded(status, newest, 'r2')).toMatchObject({ kind: 'cancelled' });
  });
});

describe('an audit of an earlier session', () => {
  const ended = (stop: RunStop | null) => howItEnded(idle, storedRun({ stop }));

  test('says nothing if it has finished, or was never made', () => {
    expect(howItEnded(idle, storedRun({ state: 'finished' }))).toBeNull();
    expect(howItEnded(idle, null)).toBeNull();
  });

  test.each([
    [null, 'earlier', [auditRunWords.ended.killed]],
    [{ kind: 'cancelled', product: null, sentence: 'The work was cancelled.' }, 'earlier', []],
    [{ kind: 'sign_in_refused', product: 'crm', sentence: 'Refused (401).' }, 'sign_in', [refusal]],
    [{ kind: 'sign_in_refused', product: null, sentence: 'Refused.' }, 'sign_in', ['Refused.']],
    [{ kind: 'offline', product: 'crm', sentence: 'Away.' }, 'offline', ['Away.']],
    [{ kind: 'storage', product: null, sentence: 'No room.' }, 'earlier', ['No room.']],
  ] as const)('says why it stands still: %j', (stop, kind, reasons) => {
    expect(ended(stop)).toMatchObject({ kind, reasons, run: { runId: 'r1' }, failure: null });
  });
});
