import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createAuditor,
  DEFAULT_REQUEST,
  type Auditor,
  type AuditRequest,
} from '../../src/core/auditor.ts';
import { parseDay } from '../../src/core/model/days.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import type { AuditReport } from '../../src/core/model/report.ts';
import type { RunningSandbox } from '../../src/sandbox/index.ts';
import type { Scenario } from '../oracle/scenario.ts';
import { createVirtualClock } from './virtual-clock.ts';

/** One whole audit over real HTTP into real files; the report is taken out before the files go. */
export interface AuditedOnce {
  readonly report: Omit<AuditReport, 'findings'>;
  readonly findings: readonly Finding[];
}

export interface AuditOnceOptions {
  readonly request?: Partial<AuditRequest>;
  /** The run's as-of instant; waits take no time. Default: the sandbox's own. */
  readonly asOfUtc?: string;
  readonly withoutCrm?: boolean;
  readonly requestsPerSecond?: number;
  readonly timeoutMs?: number | undefined;
  /** Called before the files go, to look closer. */
  readonly inspect?: (auditor: Auditor, report: AuditReport, dataFolder: string) => void;
}

export async function auditOnce(
  sandbox: RunningSandbox,
  options: AuditOnceOptions = {},
): Promise<AuditedOnce> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-test-'));
  const auditor = createAuditor({ dataFolder, version: 'test' });
  try {
    const clock = createVirtualClock({
      startMs: Date.parse(options.asOfUtc ?? sandbox.nowUtc),
      isAuto: true,
    });
    const requestsPerSecond = options.requestsPerSecond ?? 1000;
    const link = auditor.connect({
      raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond },
      crm: options.withoutCrm
        ? null
        : { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond },
      clock,
      timeoutMs: options.timeoutMs,
    });
    const report = await auditor.audit(link, {
      workspace: 'test',
      request: { ...DEFAULT_REQUEST, ...options.request },
    });
    options.inspect?.(auditor, report, dataFolder);
    return {
      report: {
        run: report.run,
        summary: report.summary,
        tieOut: report.tieOut,
        analysis: report.analysis ?? null,
        trend: report.trend ?? [],
      },
      findings: [...report.findings()],
    };
  } finally {
    auditor.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** The request that a scenario's options ask for. */
export function requestOf(scenario: Scenario): Partial<AuditRequest> {
  const { options } = scenario;
  return {
    lagHours: options.lagHours,
    linkSources: options.linkSources ?? [],
    linkPrefixes: options.linkPrefixes ?? [],
    fromDay: parseDay(options.from),
    toDay: parseDay(options.to),
    includeTestMode: options.includeTestMode ?? false,
    ...(options.records ? { records: options.records } : {}),
  };
}

/** The status a command line would end with. */
export function exitOf(audited: AuditedOnce): number {
  if (audited.findings.some((finding) => finding.cause === 'sign_in_refused')) return 4;
  if (audited.report.run.status === 'not_verified') return 3;
  return audited.findings.some((finding) => finding.actionable) ? 1 : 0;
}
