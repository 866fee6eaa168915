import { Failure, type FailureKind } from '../core/model/failure.ts';
import type { AuditReport } from '../core/model/report.ts';
import { countToActOn } from '../core/model/to-act-on.ts';

/** product.md §8, Exit status: a refused token (4) before not verified (3) before findings (1). */
export const EXIT = {
  ok: 0,
  findings: 1,
  usage: 2,
  notVerified: 3,
  refused: 4,
  held: 5,
  defect: 70,
  interrupted: 130,
} as const;

/** What an audit's result means to whoever called. */
export function statusOfReport(report: AuditReport, wasTokenRefused = false): number {
  const { run, summary } = report;
  if (wasTokenRefused || summary.some((row) => row.cause === 'sign_in_refused'))
    return EXIT.refused;
  if (run.status === 'not_verified') return EXIT.notVerified;
  return countToActOn(report) > 0 ? EXIT.findings : EXIT.ok;
}

/**
 * `bad_answer`, `not_the_api` and `not_found` end a command only at its first call (later ones leave a stream incomplete): what answers there
 * is not the API, so the address is wrong.
 */
const STATUS_OF: Readonly<Record<FailureKind, number>> = {
  sign_in_refused: EXIT.refused,
  usage: EXIT.usage,
  storage: EXIT.usage,
  in_use: EXIT.usage,
  held_elsewhere: EXIT.held,
  not_found: EXIT.usage,
  bad_answer: EXIT.usage,
  not_the_api: EXIT.usage,
  not_permitted: EXIT.notVerified,
  quota: EXIT.notVerified,
  server_error: EXIT.notVerified,
  network: EXIT.notVerified,
  offline: EXIT.notVerified,
  timed_out: EXIT.notVerified,
  too_large: EXIT.notVerified,
  incomplete_listing: EXIT.notVerified,
  refused_by_allow_list: EXIT.defect,
  defect: EXIT.defect,
  cancelled: EXIT.interrupted,
};

export function statusOfError(error: unknown): number {
  return error instanceof Failure ? STATUS_OF[error.kind] : EXIT.defect;
}

export const EXIT_STATUS_HELP: readonly string[] = [
  '0  verified, and nothing to act on (or the question was answered); accepted findings need no action',
  '1  verified, with findings to act on',
  '2  wrong use or configuration, a wrong address too (no URL, a web page, status 404)',
  '3  not verified: something could not be reached or read; findings may exist too',
  '4  a token was refused',
  '5  another process uses this customer’s quota, says the shared store: nothing was asked',
  '130  interrupted; go on with --resume',
];
