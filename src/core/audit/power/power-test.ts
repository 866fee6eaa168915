import type { Check } from '../../checks/case.ts';
import { Failure } from '../../model/failure.ts';
import type { NewFinding } from '../../model/finding.ts';
import { dayInZone } from '../../model/instants.ts';
import { referenceFor, splitReference } from '../../model/links.ts';
import { RECORD_TYPES, type Product } from '../../model/record-type.ts';
import { isInUse, isSure } from '../../model/report.ts';
import { isInPeriod, isNarrow, readStoredRequest } from '../../model/request.ts';
import type { PowerTest } from '../../model/run-analysis.ts';
import { runThrough, type Steps } from '../../model/steps.ts';
import { CaptureFile } from '../../staging/capture-file.ts';
import { refuseWithoutPages } from '../../staging/keep/refuse-removed.ts';
import { removeDatabase } from '../../staging/database-files.ts';
import { copyForPlanting } from '../../staging/planted-copy.ts';
import { PlantedRows } from '../../staging/planted-rows.ts';
import { RecordScan } from '../../staging/record-scan.ts';
import { RecordsAround } from '../../staging/records-around.ts';
import { getRun, type StoredRun } from '../../staging/runs.ts';
import type { Workspace } from '../../staging/workspaces.ts';
import { referenceKey } from '../direct-reads.ts';
import { evaluate, type EvaluateOptions, type Evaluation } from '../evaluate.ts';
import { Lookalikes } from '../lookalikes.ts';
import { settledOptions } from '../settle.ts';
import { choosePlants } from './choose-plants.ts';
import type { Judged } from './clean-donors.ts';
import type { Ground } from './plant.ts';
import { score } from './score.ts';

export interface PowerTestOptions {
  readonly seed: number;
  /** How many errors of each kind, at most. */
  readonly most?: number;
  readonly nowUtc: string;
  /** The rules that are tested; default: all of them. */
  readonly checks?: readonly Check[];
  /** Told after each part of the work; a total of 0 while the rows are copied. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

const MOST_A_KIND = 20;
const PARTS = 4;
/** As in an audit: chains of reads are shorter than this. */
const MOST_ROUNDS = 25;

/**
 * Plants known errors in a copy of what a run stored, runs the rules on it, and tells which errors were found and what was found
 * beside them. No call is made; the run itself stays as it is, and the copy goes, whatever happens.
 * @throws Failure usage for a run that can't be tested, storage
 */
export function* testPower(
  workspace: Workspace,
  runId: string,
  options: PowerTestOptions,
): Steps<PowerTest> {
  const run = getRun(workspace.db, runId);
  const request = readStoredRequest(run.request);
  refuseWithoutPages(workspace, runId);
  refuseUntestable(workspace, run);
  const tell = (done: number, total = PARTS): void => options.onProgress?.({ done, total });
  const copyPath = workspace.plantedPath(runId);
  tell(0, 0);
  try {
    yield* copyForPlanting(workspace.capturePath(runId), copyPath);
    const copy = CaptureFile.open(copyPath);
    try {
      const settled = settledOptions(copy, request, Date.parse(run.asOfUtc));
      if (settled === null) throw untestable(runId, 'it has read nothing');
      const judging = { ...settled, ...(options.checks ? { checks: options.checks } : {}) };
      tell(1);
      const before = yield* evaluate(copy, judging);
      if (before.classified.needed.length > 0)
        throw untestable(runId, 'today’s rules ask for records that it did not read');
      tell(2);
      const plants = yield* plant(copy, settled, before, options);
      tell(3);
      const after = yield* judgePlanted(copy, judging);
      tell(PARTS);
      const { seed, nowUtc } = options;
      const planted = plants.map(({ expected }) => expected);
      return { ranUtc: nowUtc, seed, ...score(planted, before.classified.findings, after) };
    } finally {
      copy.close();
    }
  } finally {
    removeDatabase(copyPath);
  }
}

function refuseUntestable(workspace: Workspace, run: StoredRun): void {
  if (run.state !== 'finished') throw untestable(run.id, 'it is not finished');
  if (isNarrow(readStoredRequest(run.request)))
    throw untestable(run.id, 'it looked at a choice of records');
  const capture = CaptureFile.open(workspace.capturePath(run.id), true);
  try {
    if (capture.fact('hasCrm') === '0') throw untestable(run.id, 'it had no CRM+ to compare with');
    if (capture.snapshots().some(({ state }) => state !== 'sealed'))
      throw untestable(run.id, 'it could not read every list');
  } finally {
    capture.close();
  }
}

function untestable(runId: string, why: string): Failure {
  return new Failure('usage', `Run ${runId} can’t be put to a power test: ${why}.`);
}

/** Chooses the errors and plants them. The link conventions stay as they were learned: a few errors must not unlearn them. */
function* plant(
  copy: CaptureFile,
  options: EvaluateOptions,
  { classified, forms, records }: Evaluation,
  { seed, most = MOST_A_KIND }: PowerTestOptions,
): Steps<readonly { readonly expected: Parameters<typeof score>[0][number] }[]> {
  const { request, timeZone, asOfMs, country } = options;
  for (const type of RECORD_TYPES)
    copy.setFact(
      `learned ${type}`,
      JSON.stringify(forms.filter(({ recordType }) => recordType === type)),
    );
  const around = new RecordsAround(copy.db, records.formsInUse('gift'));
  const isInScope: Judged['isInScope'] = ({ createdAt, day }) =>
    isInPeriod(day ?? (createdAt === null ? null : dayInZone(createdAt, timeZone)), request);
  const named = namedIn(classified.findings);
  let known: Lookalikes | null = null;
  const ground: Ground = {
    records,
    around,
    tolerances: {
      dateDays: request.dateToleranceDays,
      amountMinor: request.amountToleranceMinor,
    },
    lookUpKeys: (type, raiseId) =>
      forms
        .filter((form) => form.recordType === type && isInUse(form))
        .map((form) => referenceKey(referenceFor(form, raiseId))),
    isSure: (type, reference) =>
      reference !== null &&
      forms.some(
        (form) =>
          form.recordType === type &&
          isSure(form.standing) &&
          form.source.toLowerCase() === reference.source.toLowerCase() &&
          form.prefix === splitReference(reference.id)?.prefix,
      ),
    lookalikes: ({ donor, contact }) => {
      known ??= runThrough(
        Lookalikes.among(new RecordScan(copy.db, NO_FORMS).raise('donor'), country),
      );
      return known.of(contact).filter((id) => id !== donor.id);
    },
    isCrmOnlyInScope: isInScope,
  };
  const judged: Judged = {
    isInScope,
    hasFinding: (product, type, id) => named[product].has(`${type} ${id}`),
    settledMs: asOfMs - request.lagHours * 3_600_000,
    survivors: around.survivors(),
  };
  const plants = yield* choosePlants(ground, judged, {
    records: request.records,
    country,
    seed,
    most,
  });
  const rows = new PlantedRows(copy, { timeZone, asOfMs });
  for (const each of plants) {
    each.apply(rows);
    yield;
  }
  return plants;
}

/** Records that findings are about, or that they name beside them. */
function namedIn(findings: readonly NewFinding[]): Record<Product, ReadonlySet<string>> {
  const raise = new Set<string>();
  const crm = new Set<string>();
  for (const { recordType, raiseId, crmId, relatedRaiseIds, relatedCrmIds } of findings) {
    for (const id of [raiseId, ...relatedRaiseIds]) raise.add(`${recordType} ${id}`);
    for (const id of [crmId, ...relatedCrmIds]) crm.add(`${recordType} ${id}`);
  }
  return { raise, crm };
}

const NONE = { inUse: [], legacy: [] };
const NO_FORMS = { donor: NONE, gift: NONE, recurring_gift: NONE };

/** Judges the planted copy; what the rules would ask the products for, the copy answers. */
function* judgePlanted(copy: CaptureFile, options: EvaluateOptions): Steps<readonly NewFinding[]> {
  const { timeZone, asOfMs } = options;
  const rows = new PlantedRows(copy, { timeZone, asOfMs });
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { needed, findings } = (yield* evaluate(copy, options)).classified;
    if (needed.length === 0) return findings;
    for (const { kind, key } of needed) rows.answer(kind, key);
  }
  throw new Failure('defect', `Direct reads did not come to an end after ${MOST_ROUNDS} rounds.`);
}
