import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LoggedRequest, RunningSandbox } from '../../src/sandbox/index.ts';
import type { ChildOrder } from '../support/audit-child.ts';
import type { ChildProgram } from './child-program.ts';
import { runChild, type ChildEnd, type ChildRun } from './run-child.ts';

/** The data folder and the export targets of one run, whatever happens to it, and what it asked of the products. */
export interface Desk {
  readonly folder: string;
  readonly dataFolder: string;
  readonly json: string;
  readonly workbook: string;
  /** Starts a child: it goes on with what is there. */
  start(end?: ChildEnd, more?: Partial<ChildOrder>): Promise<ChildRun>;
  /** Of all its starts. One desk of a lane is in use at a time: its requests are those since it was made. */
  requests(): readonly LoggedRequest[];
  /** A copy of everything as it is now, under a name of its own, to go on from there another time. */
  copy(name: string): Desk;
  remove(): void;
}

export interface DeskParts {
  readonly sandbox: RunningSandbox;
  readonly program: ChildProgram;
  readonly order: Omit<ChildOrder, 'dataFolder'>;
}

/** A later start of the program is so much later than the one before. */
const LATER_MS = 61_000;

export function makeDesk(
  parts: DeskParts,
  folder: string,
  earlier: readonly LoggedRequest[] = [],
  startsBefore = 0,
): Desk {
  const { sandbox, program, order } = parts;
  mkdirSync(folder, { recursive: true });
  sandbox.clearLog();
  const dataFolder = join(folder, 'data');
  const json = join(folder, 'findings.json');
  const requests = (): LoggedRequest[] => [...earlier, ...sandbox.requests()];
  let starts = startsBefore;
  let requestsOfCopies: readonly LoggedRequest[] | null = null;
  return {
    folder,
    dataFolder,
    json,
    workbook: join(folder, 'findings.xlsx'),
    requests,
    start: (end = {}, more = {}) => {
      const laterMs = LATER_MS * starts;
      starts += 1;
      return runChild(program, { ...order, dataFolder, laterMs, exportTo: [json], ...more }, end);
    },
    copy: (name) => {
      requestsOfCopies ??= requests();
      const other = join(folder, '..', name);
      cpSync(folder, other, { recursive: true });
      return makeDesk(parts, other, requestsOfCopies, starts);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function readText(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
