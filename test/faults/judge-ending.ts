import { expect } from 'vitest';
import { PRODUCT_WORDS } from '../../src/core/model/record-type.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import type { State } from '../../src/core/model/states.ts';
import { CRM_CANARY, RAISE_CANARY, type Ending } from './audited-world.ts';
import type { Case } from './cases.ts';

/** They say that something is not known, which is no discrepancy. */
const UNKNOWN: ReadonlySet<State> = new Set(['unreadable', 'crm_unreachable', 'raise_unreachable']);
const NOT_VERIFIED = 3;
const REFUSED = 4;

/** What has to hold of every audit that a fault struck, and what of this one. */
export function judgeEnding(at: Case, ending: Ending, whole: Ending): void {
  expect(
    newFindings(ending.findings, whole.findings),
    'findings that nobody would have without the fault',
  ).toEqual([]);
  expect(ending.said).not.toContain(RAISE_CANARY);
  expect(ending.said).not.toContain(CRM_CANARY);
  // Never a tight loop: a page may be halved down to single rows, and each of them tried.
  expect(ending.calls).toBeLessThan(whole.calls * 5 + 200);
  if (ending.run?.status === 'verified') expect(ending.run.digest).toBe(whole.run?.digest);
  else judgeUnverified(at, ending);
  if (at.fault.effect === 'harmless' || isHealed(at))
    expect(ending.run?.status, 'verified').toBe('verified');
}

/** Whoever reads it must learn what was not read. */
function judgeUnverified(at: Case, { status, failure, run }: Ending): void {
  if (at.fault.effect === 'signs_out') {
    expect([status, failure?.kind]).toEqual([REFUSED, 'sign_in_refused']);
    return;
  }
  if (failure === null) expect((run?.gaps ?? []).join(' ')).toContain(PRODUCT_WORDS[at.product]);
  else
    expect(failure.context).toMatchObject({
      product: at.product,
      stream: expect.any(String) as string,
    });
  if (failure === null) expect(status).toBe(NOT_VERIFIED);
  // A first answer that is not the API's is a wrong address (2); all else is not verified.
  else expect([2, NOT_VERIFIED]).toContain(status);
}

/** What passes before the tries are used up. */
function isHealed({ fault, duration }: Case): boolean {
  return fault.effect === 'heals' && duration === 'once';
}

function newFindings(found: readonly Finding[], known: readonly Finding[]): string[] {
  const ids = new Set(known.map((finding) => keyOf(finding)));
  return found
    .filter(({ state }) => !UNKNOWN.has(state))
    .map((finding) => keyOf(finding))
    .filter((key) => !ids.has(key));
}

function keyOf({ id, cause, fields }: Finding): string {
  return `${id} ${cause} ${fields.map(({ field }) => field).join()}`;
}
