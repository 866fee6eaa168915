import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findingsCsv } from '../../src/core/exports/csv.ts';
import { findingsJson } from '../../src/core/exports/findings-json.ts';
import { MASK } from '../../src/core/exports/masked/mask.ts';
import { maskedFinding } from '../../src/core/exports/masked/mask-finding.ts';
import { maskedReport } from '../../src/core/exports/masked/masked-report.ts';
import { triageOfReport } from '../../src/core/exports/triage-columns.ts';
import { driftText } from '../../src/core/model/drift-words.ts';
import { SERVER_SAYS } from '../../src/core/model/failure.ts';
import type { FieldName, Finding } from '../../src/core/model/finding.ts';
import { makeReportOverTime, makeResolved, makeTriage } from '../support/history-factory.ts';
import {
  FINDING_CAUSES,
  makeCoverage,
  makeFinding,
  makeReport,
} from '../support/report-factory.ts';

const PERSONAL: readonly FieldName[] = ['name', 'organizationName', 'email', 'phone'];

/** Any text around a mark that can be found again. */
const secret = fc
  .tuple(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.string({ maxLength: 8 }))
  .map(([before, after]) => `${before}Qzx7canary${after}`);
const drift = fc
  .array(
    fc.record({
      field: fc.constantFrom(...PERSONAL),
      raise: fc.option(secret),
      crm: fc.option(secret),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .chain((fields) =>
    fc
      .constantFrom('', ' Modified 2026-03-10T12:00:00.000Z, as of 2026-03-11T12:00:00.000Z.')
      .map((tail) => ({ fields, evidence: driftText(fields) + tail, tail })),
  );

describe('a masked finding', () => {
  test('quotes no compared value of a person, whatever it is, and still says what differs', () => {
    fc.assert(
      fc.property(drift, ({ fields, evidence, tail }) => {
        const finding = makeFinding({ state: 'field_drift', fields, evidence });
        const masked = maskedFinding(finding);
        expect(JSON.stringify(masked)).not.toContain('canary');
        expect(masked.evidence.endsWith(tail === '' ? '.' : tail)).toBe(true);
        expect(masked.fields).toEqual(
          fields.map(({ field, raise, crm }) => ({
            field,
            raise: raise === null ? null : MASK,
            crm: crm === null ? null : MASK,
          })),
        );
        for (const { field } of fields) expect(masked.evidence).toContain(`${field}: Raise`);
      }),
    );
  });

  test('of an older wording says no more than its cause', () => {
    const fields = [{ field: 'email' as const, raise: 'canary@example.org', crm: null }];
    for (const cause of ['fields_differ', 'within_lag_window'] as const) {
      const evidence = 'email: canary@example.org in Raise, nothing in CRM+.';
      const masked = maskedFinding(makeFinding({ state: 'field_drift', cause, fields, evidence }));
      expect(JSON.stringify(masked)).not.toContain('canary');
      expect(masked.evidence).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('keeps values that describe no person, unless they have another form than their field', () => {
    const fields: Finding['fields'] = [
      { field: 'amount', raise: '25.00', crm: '-3' },
      { field: 'date', raise: '2026-01-15', crm: null },
      { field: 'contact', raise: '9001, 9002', crm: '9003' },
      { field: 'status', raise: 'Charge Back', crm: 'in CRM' },
      { field: 'projects', raise: 'Wells 10.00 USD', crm: 'Wells 5.00 USD; Roof 5.00 USD' },
    ];
    const evidence = driftText(fields);
    const finding = makeFinding({ state: 'field_drift', fields, evidence });
    expect(maskedFinding(finding)).toEqual(finding);
    const odd: Finding['fields'] = [
      { field: 'amount', raise: '25.00', crm: 'ask Ann canary' },
      { field: 'contact', raise: 'canary', crm: '9003' },
      { field: 'frequency', raise: 'canary@example.org', crm: 'Monthly' },
    ];
    const masked = maskedFinding(
      makeFinding({ state: 'field_drift', fields: odd, evidence: driftText(odd) }),
    );
    expect(JSON.stringify(masked)).not.toContain('canary');
    expect(masked.evidence).toContain('Monthly');
  });

  test('a link that is no id is masked wherever it stands, the id made from it too', () => {
    for (const cause of ['crm_key_malformed', 'foreign_crm_key'] as const) {
      const masked = maskedFinding(
        makeFinding({
          state: cause === 'foreign_crm_key' ? 'excluded' : 'orphaned_crm_key',
          cause,
          crmId: 'Ann canary',
          evidence: 'crmKey "Ann canary" is no CRM+ id.',
          relatedCrmIds: ['canary'],
          crmUrl: 'https://app.virtuoussoftware.com/Contact/View?name=canary',
          raiseUrl: 'https://raise.example/ann-canary@example.org',
        }),
      );
      expect(JSON.stringify(masked)).not.toContain('canary');
      expect(masked.id).not.toBe(makeFinding().id);
    }
  });

  test('every other verdict keeps its ids, amounts and evidence', () => {
    const plain = FINDING_CAUSES.filter(
      ([state, cause]) =>
        state !== 'field_drift' && cause !== 'crm_key_malformed' && cause !== 'foreign_crm_key',
    );
    expect(plain.length).toBeGreaterThan(30);
    for (const [state, cause] of plain) {
      const finding = makeFinding({ state, cause });
      expect(maskedFinding(finding)).toEqual(finding);
    }
  });
});

describe('a masked report', () => {
  const cause = 'crm_key_malformed';
  const finding = makeFinding({
    state: 'orphaned_crm_key',
    cause,
    crmId: 'canary',
    evidence: 'canary',
  });
  const triage = makeTriage({
    status: 'reported',
    owner: 'canary',
    note: 'canary',
    reopened: 'canary',
    accepted: { untilDay: '2026-12-31', reason: 'canary', atUtc: '2026-02-01T00:00:00.000Z' },
  });
  const report = makeReportOverTime([finding], {
    ...makeReport([finding], {
      gaps: [`Raise answered with status 500.${SERVER_SAYS}no canary`],
      notCompared: ['Found were “canary”.'],
      coverage: [makeCoverage({ note: `CRM+ failed.${SERVER_SAYS}canary` })],
      conventions: [convention('canary', 'foreign'), convention('RaiseDonors', 'proved')],
    }),
    view: { words: 'text canary', count: 1 },
    triageOf: (id) => (id === finding.id ? triage : null),
    resolved: () => [makeResolved({ crmId: 'canary' })],
  });
  const masked = maskedReport(report);

  test('has nothing of what persons wrote or products said, in any format', () => {
    const texts = [
      ...findingsCsv(masked.findings(), triageOfReport(masked)),
      ...findingsJson(masked, masked.findings()),
      JSON.stringify([masked, ...(masked.resolved?.() ?? [])]),
    ];
    expect(texts.join('\n')).not.toContain('canary');
    expect([...findingsJson(masked, [])].join('')).toContain('"masked":true');
    expect(texts.join('\n')).toContain('RaiseDonors');
  });

  test('still says what was decided', () => {
    const [row] = masked.findings();
    expect(masked.triageOf?.(row?.id ?? '')).toEqual({
      ...triage,
      owner: MASK,
      note: MASK,
      reopened: expect.stringContaining('left out') as string,
      accepted: { ...triage.accepted, reason: MASK },
    });
    expect(masked.run.digest).toBe(report.run.digest);
  });

  test('a copy in full says nothing of masks', () => {
    expect([...findingsJson(report, [])].join('')).not.toContain('masked');
  });
});

function convention(source: string, standing: 'foreign' | 'proved') {
  return {
    recordType: 'gift',
    source,
    prefix: `${source}-`,
    references: 3,
    sampled: 3,
    resolved: 3,
    agreed: 3,
    standing,
  } as const;
}
