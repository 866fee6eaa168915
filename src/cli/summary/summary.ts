import type { AuditReport, RunFacts } from '../../core/model/report.ts';
import { whoActs, type Actor } from '../../core/model/states.ts';
import { countAccepted, countToActOn, toActOn } from '../../core/model/to-act-on.ts';
import { onOneLine, type Terminal } from '../terminal.ts';
import { tableLines, wrap } from '../table.ts';
import { asOfText, countOf, countText, durationText, periodText, recordsText } from '../words.ts';
import { changeLines } from './change-lines.ts';
import { coverageLines } from './coverage-lines.ts';
import { stateLines } from './state-lines.ts';
import { tieOutLines } from './tie-out-lines.ts';

type Paint = Terminal['paint'];

const WIDTH = 100;

/** A finished run on one screen: whose, what came out, of how many records, what is missing, and what it cost. */
export function summaryText(
  report: AuditReport,
  paint: Paint,
  written: readonly string[] = [],
): string {
  const { run } = report;
  const sections = [
    headLines(run, paint),
    resultLines(report, paint),
    section('Since the last run', changeLines(report), paint),
    section('States', stateLines(report, paint), paint),
    section('What was read', coverageLines(run.coverage, paint), paint),
    section(
      'Not compared, because it was not told',
      run.notCompared.flatMap((sentence) => wrap(`  ${sentence}`, WIDTH, '    ')),
      paint,
    ),
    section('Tie-out', tieOutLines(report.tieOut, paint), paint),
    section(
      'Links and calls',
      [...linkLines(run), callLine(run, paint), ...costLines(run)].map((line) => `  ${line}`),
      paint,
    ),
    section(
      'Written',
      written.map((path) => `  ${path}`),
      paint,
    ),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** "Verified, …": the result in one sentence. */
export function resultSentence(report: AuditReport): string {
  const { run } = report;
  const toAct = countToActOn(report);
  const accepted = countAccepted(report);
  const findings = [
    toAct === 0 ? 'nothing to act on' : `${countOf(toAct, 'finding')} to act on`,
    ...(accepted === 0 ? [] : [`${countText(accepted)} accepted`]),
  ].join(', ');
  return run.status === 'verified'
    ? `Verified: everything was read and compared; ${findings}.`
    : `Not verified: not everything could be read or proved; ${findings} so far.`;
}

function headLines(run: RunFacts, paint: Paint): string[] {
  const { parameters } = run;
  const only = [
    parameters.recheck == null
      ? null
      : `${countOf(parameters.recheck.findings, 'finding')} of run ${parameters.recheck.runId} again`,
    parameters.ids === null ? null : countOf(parameters.ids.length, 'id'),
    parameters.modifiedFrom === null ? null : `changed since ${parameters.modifiedFrom}`,
    parameters.includeTestMode ? 'test-mode records included' : null,
  ].filter((text) => text !== null);
  return [
    `${paint(onOneLine(run.organization ?? run.workspace), 'bold')}${paint(`  ·  workspace ${run.workspace}, run ${run.id}`, 'dim')}`,
    `  Audited  ${[recordsText(parameters), ...(parameters.recheck == null ? [periodText(parameters)] : []), ...only].join(', ')}`,
    `  As of    ${asOfText(run)}, lag ${parameters.lagHours} h`,
  ];
}

function resultLines(report: AuditReport, paint: Paint): string[] {
  const { run } = report;
  const isVerified = run.status === 'verified';
  const lines = [
    paint(`${isVerified ? '✓' : '✗'} ${resultSentence(report)}`, isVerified ? 'green' : 'red'),
  ];
  for (const gap of run.gaps) {
    const [first = '', ...rest] = wrap(gap, WIDTH - 4, '    ');
    lines.push(`  ${paint('!', 'red')} ${first.trimStart()}`, ...rest);
  }
  const actors = actorText(report);
  if (actors !== '') lines.push(`  Who acts: ${actors}`);
  return lines;
}

const ACTORS: Readonly<Record<Actor, string>> = {
  customer_admin: 'customer admin',
  platform_support: 'platform support',
  consultant: 'consultant',
  nobody: 'nobody',
};

function actorText(report: AuditReport): string {
  const counts = new Map<Actor, number>();
  for (const row of toActOn(report)) {
    const actor = whoActs(row.state, row.cause);
    counts.set(actor, (counts.get(actor) ?? 0) + row.count);
  }
  return [...counts].map(([actor, count]) => `${ACTORS[actor]} ${countText(count)}`).join(', ');
}

/** The link conventions that count; those of other systems and older generations say nothing here. */
function linkLines({ conventions, origins }: RunFacts): string[] {
  if (origins.crm === null) return ['Links    none: a customer without CRM+'];
  const inUse = conventions.filter(
    ({ standing }) => standing === 'confirmed' || standing === 'proved' || standing === 'doubtful',
  );
  const rows = inUse.map(({ recordType, source, prefix, standing, agreed, sampled }, index) => [
    index === 0 ? 'Links' : '',
    recordsText({ records: [recordType] }),
    `${source} / ${prefix === '' ? '(no prefix)' : prefix}`,
    sampled === 0
      ? standing
      : `${standing}, ${countText(agreed)} of ${countText(sampled)} sampled agree`,
  ]);
  if (rows.length === 0) return ['Links    no link convention was recognised'];
  return tableLines([{ title: '' }, { title: '' }, { title: '' }, { title: '' }], rows).map(
    (line) => line.replace(/^(.{5})  /, '$1    '),
  );
}

function callLine({ calls, floor }: RunFacts, paint: Paint): string {
  const made = calls.raise + calls.crm;
  const bar = Math.floor(1.05 * (floor.listing + floor.confirming) + 20);
  const mark = made <= bar ? paint('✓', 'green') : paint('above', 'yellow');
  return `Calls    ${countText(made)} (Raise ${countText(calls.raise)}, CRM+ ${countText(calls.crm)}); floor ${countText(floor.listing)} to list + ${countText(floor.confirming)} to confirm, bar ${countText(bar)} ${mark}`;
}

/** What it took, beside what was planned. */
function costLines({ plan, spent }: RunFacts): string[] {
  const { raise, crm } = spent.products;
  const retried = raise.retried + crm.retried;
  const refused = raise.refused + crm.refused;
  const notes = [
    ...(retried > 0 ? [`${countOf(retried, 'call')} made again`] : []),
    ...(refused > 0 ? [`${countOf(refused, 'call')} refused for quota`] : []),
  ];
  const took = `Took     ${[durationText(spent.activeMs / 1000), ...notes].join(', ')}`;
  if (plan === null) return [took];
  const planned = plan.products.reduce((sum, { listingCalls }) => sum + listingCalls, 0);
  const minutes = Math.max(...plan.products.map((product) => product.minutes));
  return [
    `Planned  ${countOf(planned, 'call')} to read, about ${durationText(minutes * 60)}; confirming on top`,
    took,
  ];
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : [paint(title, 'bold'), ...lines];
}
