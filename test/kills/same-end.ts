import { readdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { RunFacts } from '../../src/core/model/report.ts';
import type { ChildResult } from '../support/audit-child.ts';
import { readText, type Desk } from './desk.ts';
import { isWholeZip } from './whole-zip.ts';

/** What a run left: its facts, its export. */
export interface End {
  readonly result: ChildResult;
  readonly json: string;
}

export function endOf(desk: Desk, result: ChildResult | null): End {
  const json = readText(desk.json);
  if (result === null || json === null) throw new Error(`${desk.folder}: the run left no export.`);
  return { result, json };
}

/** In what a run that was killed differs from the one that was not; nothing, if all is well. */
export function differences(desk: Desk, whole: End, end: End): string[] {
  const found: string[] = [];
  const compare = (what: string, expected: unknown, got: unknown): void => {
    const difference = firstDifference(what, expected, got);
    if (difference !== null) found.push(difference);
  };
  compare('digest', whole.result.facts.digest, end.result.facts.digest);
  compare('facts', lastingFacts(whole.result.facts), lastingFacts(end.result.facts));
  compare('sides', whole.result.sides, end.result.sides);
  compare('export', lastingExport(whole.json), lastingExport(end.json));
  for (const name of readdirSync(desk.folder).filter((name) => name.endsWith('.part')))
    found.push(`${name} was left behind`);
  return found;
}

/** What is wrong with the targets of an export at a moment when its process is dead: each must be as it was, or complete. */
export function brokenTargets(desk: Desk, whole: End, before: string | null): string[] {
  const found: string[] = [];
  const json = readText(desk.json);
  if (json !== before && !isWholeExport(json, whole))
    found.push(`${desk.json} is neither old nor whole`);
  if (!isWholeZip(desk.workbook)) found.push(`${desk.workbook} is neither absent nor whole`);
  return found;
}

function isWholeExport(json: string | null, whole: End): boolean {
  try {
    return json !== null && isDeepStrictEqual(lastingExport(json), lastingExport(whole.json));
  } catch {
    return false;
  }
}

/** Times and calls are those of the starts that it took; all else must not depend on them. */
function lastingExport(json: string): Record<string, unknown> {
  const { run, ...rest } = JSON.parse(json) as { run: Record<string, unknown> };
  const { startedUtc: _start, finishedUtc: _finish, calls: _calls, ...lasting } = run;
  return { ...rest, run: lasting };
}

function lastingFacts(facts: RunFacts): unknown {
  const { id, asOfUtc, organization, parameters, status, gaps, notCompared, floor } = facts;
  const { conventions, origins } = facts;
  const coverage = facts.coverage.map(
    ({ startedUtc: _started, finishedUtc: _finished, ...stream }) => stream,
  );
  return [
    { id, asOfUtc, organization, parameters, status, gaps, notCompared, floor },
    { conventions, origins, coverage },
  ];
}

/** Where two values differ first, and how, in so many words that a person reads them. */
function firstDifference(path: string, expected: unknown, got: unknown): string | null {
  if (isDeepStrictEqual(expected, got)) return null;
  if (isMembers(expected) && isMembers(got)) {
    for (const name of new Set([...Object.keys(expected), ...Object.keys(got)])) {
      const inside = firstDifference(`${path}.${name}`, expected[name], got[name]);
      if (inside !== null) return inside;
    }
  }
  return `${path} is ${JSON.stringify(got)?.slice(0, 300)} instead of ${JSON.stringify(expected)?.slice(0, 300)}`;
}

function isMembers(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
