import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../support/canonical-json.ts';
import { findingsDigest } from '../../src/core/model/digest.ts';
import { Sha256 } from '../../src/core/model/sha256.ts';
import { everyCause, makeFinding } from '../support/report-factory.ts';

const findings = everyCause();

describe('findings digest', () => {
  test('is SHA-256 over the sorted rows as canonical JSON', () => {
    const a = makeFinding({
      raiseId: '2',
      crmId: null,
      amountMinor: 5,
      fields: [{ field: 'date', raise: 'é', crm: null }],
    });
    const b = makeFinding({ raiseId: '10', crmId: '7', amountMinor: null, currency: null });
    const text =
      '[["gift","missing_in_crm","possible_manual_entry","10","7",{"amountMinor":null,"currency":null},[]],' +
      '["gift","missing_in_crm","possible_manual_entry","2",null,{"amountMinor":5,"currency":"USD"},[{"crm":null,"field":"date","raise":"é"}]]]';
    expect(findingsDigest([a, b])).toBe(createHash('sha256').update(text).digest('hex'));
  });

  test('is what canonicalJson makes of the rows, whatever the values', () => {
    const value = fc.option(fc.string({ unit: 'binary', maxLength: 10 }));
    const finding = fc
      .record({
        raiseId: value,
        crmId: value,
        currency: value,
        amountMinor: fc.option(fc.maxSafeInteger()),
        fields: fc.array(
          fc.record({ field: fc.constant('name' as const), raise: value, crm: value }),
        ),
      })
      .map((given) => makeFinding(given));
    fc.assert(
      fc.property(fc.array(finding), (findings) => {
        const rows = findings.map((f) => {
          const { amountMinor, currency } = f;
          const fields = f.fields.map((difference) => ({ ...difference }));
          const ids = [f.recordType, f.state, f.cause, f.raiseId, f.crmId];
          return canonicalJson([...ids, { amountMinor, currency }, fields]);
        });
        const text = `[${rows.sort().join(',')}]`;
        expect(findingsDigest(findings)).toBe(createHash('sha256').update(text).digest('hex'));
      }),
    );
  });

  test('of no findings is that of an empty array', () => {
    expect(findingsDigest([])).toBe(createHash('sha256').update('[]').digest('hex'));
  });

  test('does not depend on the order of the findings', () => {
    const digest = findingsDigest(findings);
    fc.assert(
      fc.property(fc.shuffledSubarray(findings, { minLength: findings.length }), (shuffled) => {
        expect(findingsDigest(shuffled)).toBe(digest);
      }),
      { numRuns: 30 },
    );
  });

  test('many findings, read once from a generator', () => {
    function* many(): Generator<(typeof findings)[number]> {
      for (let number = 2_500; number > 0; number--) yield makeFinding({}, number);
    }
    const forward = Array.from({ length: 2_500 }, (_, index) => makeFinding({}, index + 1));
    expect(findingsDigest(many())).toBe(findingsDigest(forward));
  });

  test('does not depend on what a person, the clock or the host added', () => {
    const changed = findings.map((finding) => ({
      ...finding,
      id: 'other',
      evidence: 'other',
      actionable: !finding.actionable,
      firstSeenUtc: '1999-01-01T00:00:00Z',
      raiseUrl: null,
    }));
    expect(findingsDigest(changed)).toBe(findingsDigest(findings));
  });

  test.each([
    { raiseId: '9' },
    { crmId: '9' },
    { amountMinor: 9 },
    { currency: 'EUR' },
    { cause: 'overdue' as const },
    { fields: [{ field: 'date' as const, raise: 'a', crm: 'b' }] },
  ])('changes with %j', (change) => {
    expect(findingsDigest([makeFinding(change)])).not.toBe(findingsDigest([makeFinding()]));
  });
});

test('SHA-256 agrees with node:crypto on any text, in any parts', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 150 })), (parts) => {
      const own = new Sha256();
      const nodes = createHash('sha256');
      for (const part of parts) {
        own.update(part);
        nodes.update(part);
      }
      expect(own.digest()).toBe(nodes.digest('hex'));
    }),
  );
  for (let length = 50; length < 135; length++) {
    const text = 'x'.repeat(length);
    expect(new Sha256().update(text).digest()).toBe(
      createHash('sha256').update(text).digest('hex'),
    );
  }
});
