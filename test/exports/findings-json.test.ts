import { describe, expect, test } from 'vitest';
import { findingsJson } from '../../src/core/exports/findings-json.ts';
import type { AuditReport } from '../../src/core/model/report.ts';
import { everyCause, makeFinding, makeReport } from '../support/report-factory.ts';

const write = (report: AuditReport): string =>
  [...findingsJson(report, report.findings())].join('');
type Shape = { readonly [name: string]: Shape } & readonly Shape[];
const read = (report: AuditReport): Shape => JSON.parse(write(report)) as Shape;

const RUN =
  'id workspace startedUtc finishedUtc asOfUtc timeZone records from to lagHours status digest calls coverage';
const FINDING =
  'id recordType state cause actionable severity whoActs raiseId crmId relatedRaiseIds relatedCrmIds amountMinor ' +
  'currency date campaignId campaignName canSync isTestMode fields evidence raiseUrl crmUrl firstSeenUtc';

describe('findings JSON', () => {
  const report = makeReport();
  const json = read(report);

  test('members and their order are those of product.md §8', () => {
    expect(names(json)).toBe('format run summary tieOut findings');
    expect(json['format']).toBe('tieout.findings/1');
    expect(names(json['run'])).toBe(RUN);
    expect(names(json['run']?.['calls'])).toBe('raise crm');
    expect(names(json['run']?.['coverage']?.[0])).toBe(
      'product stream advertised read unreadable complete',
    );
    expect(names(json['summary']?.[0])).toBe('recordType state cause count amountMinor currency');
    expect(names(json['tieOut']?.[0])).toBe(
      'recordType month currency raise crm explained unreadable unknown unexplained',
    );
    for (const part of ['raise', 'crm', 'unreadable', 'unknown', 'unexplained']) {
      expect(names(json['tieOut']?.[0]?.[part])).toBe('count amountMinor');
    }
    expect(names(json['tieOut']?.[0]?.['explained']?.[0])).toBe('state cause count amountMinor');
    expect(names(json['findings']?.[0])).toBe(FINDING);
    const drift = json['findings']?.find((finding) => String(finding['state']) === 'field_drift');
    expect(names(drift?.['fields']?.[0])).toBe('field raise crm');
  });

  test('every finding, as it is', () => {
    expect(json['findings']).toEqual([...report.findings()]);
    expect(json['findings']).toHaveLength(everyCause().length);
  });

  test('the run’s values', () => {
    const { run } = report;
    expect(json['run']).toMatchObject({
      id: run.id,
      digest: run.digest,
      timeZone: 'America/Phoenix',
      lagHours: 24,
    });
    expect(json['run']).toMatchObject({
      records: ['donor', 'gift', 'recurring_gift'],
      calls: run.calls,
    });
  });

  test('the summary completes the control totals with what is consistent', () => {
    expect(json['summary']?.at(-1)).toMatchObject({ state: 'consistent', count: 9_876 });
  });

  test('members that the model may get later don’t slip out', () => {
    const spiced = makeReport([
      { ...makeFinding(), secret: 'token' } as ReturnType<typeof makeFinding>,
    ]);
    expect(
      write({ ...spiced, run: { ...spiced.run, token: 'token' } as typeof spiced.run }),
    ).not.toContain('token"');
  });

  test('ends in a line end, also without findings', () => {
    expect(write(report).endsWith('}\n')).toBe(true);
    const empty = write({ ...report, summary: [], tieOut: [], findings: () => [] });
    expect(JSON.parse(empty)).toMatchObject({ summary: [], tieOut: [], findings: [] });
  });

  test('is made in small pieces', () => {
    for (const piece of findingsJson(report, report.findings()))
      expect(piece.length).toBeLessThan(3_000);
  });
});

function names(value: object | undefined): string {
  return Object.keys(value ?? {}).join(' ');
}
