import type { Finding } from '../../src/core/model/finding.ts';
import { reopening } from '../../src/core/model/reopening.ts';
import type { Triage } from '../../src/core/model/triage.ts';
import type { TriagePatch } from '../../src/core/model/triage-step.ts';

/** One finding's whole memory, in the plainest form. */
export interface Memory {
  readonly triage: Triage;
  readonly resolvedUtc: string | null;
  readonly basis: { readonly said: Finding; readonly asOfUtc: string } | null;
}
export type State = ReadonlyMap<string, Memory>;

export interface NaiveRun {
  readonly asOfUtc: string;
  readonly findings: readonly Finding[];
}

/** What triage must do: the whole state is kept after every step, undo and redo walk over these. */
export class NaiveTriage {
  #past: State[] = [];
  #future: State[] = [];
  state: State = new Map();
  entries = 0;

  decide(run: NaiveRun, ids: readonly string[], patch: TriagePatch, atUtc: string): void {
    const next = new Map(this.state);
    for (const id of ids) {
      const said = run.findings.find((finding) => finding.id === id);
      if (said === undefined) throw new Error(`${id} is not in the run`);
      const before = next.get(id);
      const after = decided(before, patch, { said, asOfUtc: run.asOfUtc }, atUtc);
      if (!isSame(before, after)) next.set(id, after);
    }
    this.#step(next);
  }

  save(run: NaiveRun, atUtc: string): void {
    const next = new Map(this.state);
    for (const finding of run.findings) {
      const memory = next.get(finding.id);
      if (memory === undefined) continue;
      const { triage, basis, resolvedUtc } = memory;
      const look = { asOfUtc: run.asOfUtc, asOfDay: run.asOfUtc.slice(0, 10) };
      const opened = reopening({ ...triage, basis, resolvedUtc }, finding, look);
      if (opened === null) continue;
      next.set(finding.id, {
        triage: {
          ...triage,
          status: 'open',
          accepted: null,
          reopened: opened.why,
          changedUtc: atUtc,
        },
        resolvedUtc: null,
        basis: null,
      });
    }
    this.#step(next);
  }

  undo(): void {
    const before = this.#past.pop();
    if (before === undefined) return;
    this.#future.push(this.state);
    this.state = before;
    this.entries += 1;
  }

  redo(): void {
    const after = this.#future.pop();
    if (after === undefined) return;
    this.#past.push(this.state);
    this.state = after;
    this.entries += 1;
  }

  #step(next: State): void {
    const hasChanged = [...next].some(([id, memory]) => this.state.get(id) !== memory);
    if (!hasChanged) return;
    this.#past.push(this.state);
    this.#future = [];
    this.state = next;
    this.entries += 1;
  }
}

function decided(
  before: Memory | undefined,
  { status, owner, note, accept }: TriagePatch,
  basis: Memory['basis'],
  atUtc: string,
): Memory {
  const was = before?.triage ?? NEW;
  const isLookedAt = status !== undefined || accept !== undefined;
  return {
    triage: {
      status: status ?? was.status,
      owner: owner === undefined ? was.owner : owner,
      note: note === undefined ? was.note : note,
      accepted:
        accept === undefined
          ? was.accepted
          : accept === null
            ? null
            : { untilDay: accept.untilDay, reason: accept.reason, atUtc },
      reopened: isLookedAt ? null : was.reopened,
      changedUtc: atUtc,
    },
    resolvedUtc:
      status === undefined
        ? (before?.resolvedUtc ?? null)
        : status !== 'resolved'
          ? null
          : was.status === 'resolved'
            ? (before?.resolvedUtc ?? null)
            : atUtc,
    basis: accept === undefined ? (before?.basis ?? null) : accept === null ? null : basis,
  };
}

const NEW: Triage = {
  status: 'open',
  owner: null,
  note: null,
  accepted: null,
  reopened: null,
  changedUtc: '',
};

/** Whether nothing but the time of the change would be another one. */
function isSame(before: Memory | undefined, after: Memory): boolean {
  const text = (memory: Memory | undefined): string =>
    JSON.stringify([{ ...(memory?.triage ?? NEW), changedUtc: '' }, memory?.basis ?? null]);
  return text(before) === text(after);
}
