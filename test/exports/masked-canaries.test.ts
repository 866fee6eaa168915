import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeExport } from '../../src/core/exports/write-export.ts';
import { isFailure } from '../../src/core/model/failure.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import type { RunFacts } from '../../src/core/model/report.ts';
import { loadWorld, startSandbox } from '../../src/sandbox/index.ts';
import { readScenarios, type Scenario } from '../oracle/scenario.ts';
import { auditOnce, requestOf } from '../support/audit-once.ts';
import { makeReportOverTime, makeTriage } from '../support/history-factory.ts';
import { makeReport } from '../support/report-factory.ts';
import { unzipAll } from './unzip.ts';

// The sandbox's donors and contacts carry a mark in every text that tells who they are. Audits of scenarios with every
// state and cause are put into one masked pack; no byte of it, unpacked, may hold the mark.
const MARK = 'Qzxcanary';
/** Members of records that tell who somebody is. Phones get no mark: they are looked for as they are. */
const TELLING =
  /^(?:name|firstName|middleName|lastName|organizationName|email|value|address\d?|street|address|city|notes?|crmKey)$/;
const PHONE = /^[+(]?[\d ()./-]{7,}$/;

let folder: string;
const findings: Finding[] = [];
const runs: RunFacts[] = [];
const phones = new Set<string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-masked-'));
  for (const scenario of oneForEachKind()) await audit(scenario);
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the marks are there to be found: a pack in full holds them', async () => {
  expect(new Set(findings.map(({ cause }) => cause)).size).toBeGreaterThan(25);
  const files = await pack(false);
  const marked = [...files].filter(([, content]) => hits(content).length > 0);
  expect(marked.map(([name]) => name)).toEqual(
    expect.arrayContaining(['findings.csv', 'findings.json']),
  );
  expect(marked.some(([name]) => name.startsWith('workbook.xlsx/xl/worksheets/'))).toBe(true);
});

test('a masked pack holds none, in no byte of any part', async () => {
  const files = await pack(true);
  expect(files.size).toBeGreaterThan(25);
  for (const [name, content] of files)
    expect({ name, hits: hits(content) }).toEqual({ name, hits: [] });
  const json = JSON.parse(files.get('findings.json')?.toString() ?? '') as {
    masked: boolean;
    findings: Finding[];
  };
  expect(json.masked).toBe(true);
  expect(json.findings.map(({ cause }) => cause)).toEqual(sorted().map(({ cause }) => cause));
});

function hits(content: Buffer): string[] {
  const text = content.toString('utf8').toLowerCase();
  return [MARK.toLowerCase(), ...phones].filter((canary) => text.includes(canary));
}

async function pack(isMasked: boolean): Promise<Map<string, Buffer>> {
  const path = join(folder, `pack-${isMasked}.zip`);
  const together = {
    gaps: runs.flatMap((run) => run.gaps),
    notCompared: runs.flatMap((run) => run.notCompared),
    coverage: runs.flatMap((run) => run.coverage),
    conventions: runs.flatMap((run) => run.conventions),
  };
  const note = makeTriage({ owner: MARK, note: MARK, reopened: `${MARK} changed` });
  const report = makeReportOverTime(findings, {
    ...makeReport(sorted(), together),
    triageOf: () => note,
    view: { words: `text “${MARK}”`, count: findings.length },
  });
  await writeExport(report, path, { isMasked });
  return unzipAll(await readFile(path));
}

function sorted(): readonly Finding[] {
  return [...makeReport(findings).findings()];
}

async function audit(scenario: Scenario): Promise<void> {
  const sandbox = await startSandbox({
    world: loadWorld(scenario),
    nowUtc: scenario.asOf,
    timeZone: scenario.organization.timeZone,
    ...(scenario.faults ? { faults: scenario.faults } : {}),
    ...(scenario.quirks ? { quirks: scenario.quirks } : {}),
  });
  try {
    const audited = await auditOnce(sandbox, {
      request: requestOf(scenario),
      asOfUtc: scenario.asOf,
      withoutCrm: scenario.options.crmNotUsed ?? false,
      timeoutMs: scenario.faults === undefined ? undefined : 500,
    });
    findings.push(...audited.findings);
    runs.push(audited.report.run);
  } catch (error) {
    // A refused token ends a run before there is anything to find.
    if (!isFailure(error, 'sign_in_refused')) throw error;
  } finally {
    await sandbox.close();
  }
}

/** The first scenario for each state and cause, donors' apart, its people marked. */
function oneForEachKind(): Scenario[] {
  const seen = new Set<string>();
  return [...readScenarios().values()]
    .filter(({ expected }) => {
      const kinds = expected.findings.map(
        (f) => `${f.recordType === 'donor'} ${f.state} ${f.cause}`,
      );
      const isNew = kinds.some((kind) => !seen.has(kind));
      for (const kind of kinds) seen.add(kind);
      return isNew;
    })
    .map((scenario) => ({
      ...scenario,
      raise: { ...scenario.raise, donors: scenario.raise.donors.map(marked) },
      crm: { ...scenario.crm, contacts: scenario.crm.contacts.map(marked) },
    }));
}

/** The same record with marks; what was equal stays equal, so that the same rules apply. */
function marked(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return mark('', record) as Readonly<Record<string, unknown>>;
}

function mark(member: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => mark(member, each));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, mark(name, each)]),
    );
  if (typeof value !== 'string' || value === '') return value;
  if (PHONE.test(value) && member !== 'crmKey') {
    phones.add(value.toLowerCase());
    phones.add(value.replace(/\D/g, ''));
    return value;
  }
  if (!TELLING.test(member)) return value;
  if (member === 'crmKey') return /^\s*\d+\s*$/.test(value) ? value : keyOf(value);
  if (value.includes('@')) return `${MARK}.${value}`;
  return value
    .split(' ')
    .map((word) => word + MARK)
    .join(' ');
}

/** Another CRM's key keeps its form, by which it is known. */
function keyOf(key: string): string {
  return /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(key)
    ? `${MARK}${key}`.slice(0, 15) + '123'
    : key + MARK;
}
