import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import type { ChildOrder, ChildResult } from '../support/audit-child.ts';
import type { ChildProgram } from './child-program.ts';
import { crashPoints } from './crash-points.ts';
import { KILL_AT, RECORD, writeKillPoint, type KillPoint } from './kill-switch.ts';

/** How a child is to end; without any of these it does its work undisturbed. */
export interface ChildEnd {
  readonly killAt?: KillPoint;
  /** Real time from the moment when it has loaded its modules. */
  readonly killAfterMs?: number;
  readonly isRecording?: boolean;
}

export interface ChildRun {
  /** Null if it was killed. */
  readonly result: ChildResult | null;
  /** `name#n:before` and `name#n:after`, in their order; empty unless recorded. */
  readonly events: readonly string[];
  /** From the moment when it had loaded its modules. */
  readonly workedMs: number;
}

/** Runs one child to its end. @throws Error when it fails, or when a named step was never reached */
export async function runChild(
  program: ChildProgram,
  order: ChildOrder,
  end: ChildEnd = {},
): Promise<ChildRun> {
  const record = end.isRecording ? `${order.dataFolder}.events` : null;
  const isWatched = end.killAt !== undefined || record !== null;
  const preload = isWatched ? ['--import', crashPoints] : [];
  const child = spawn(process.execPath, [...preload, program.file, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: program.compileCache,
      ...(end.killAt ? { [KILL_AT]: writeKillPoint(end.killAt) } : {}),
      ...(record === null ? {} : { [RECORD]: record }),
    },
  });
  let output = '';
  let complaint = '';
  let readyMs = 0;
  let timer: NodeJS.Timeout | null = null;
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (readyMs > 0 || !output.includes('ready\n')) return;
    readyMs = performance.now();
    if (end.killAfterMs !== undefined)
      timer = setTimeout(() => child.kill('SIGKILL'), end.killAfterMs);
  });
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.on('close', (...ended) => resolve(ended));
  });
  if (timer) clearTimeout(timer);
  const text = /^result (.+)$/m.exec(output)?.[1];
  const result = text === undefined ? null : (JSON.parse(text) as ChildResult);
  const how = JSON.stringify({ order, end });
  if (signal === null ? code !== 0 || result === null : signal !== 'SIGKILL')
    throw new Error(`The child failed (${signal ?? code}): ${complaint.trim()}\n${how}`);
  if (signal === null && end.killAt) throw new Error(`The step was not reached: ${how}`);
  return {
    result: signal === null ? result : null,
    events: record === null ? [] : takeLines(record),
    workedMs: readyMs === 0 ? 0 : performance.now() - readyMs,
  };
}

function takeLines(path: string): string[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  rmSync(path);
  return lines;
}
