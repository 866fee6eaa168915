import { formatDay } from '../model/days.ts';
import { dayInZone, startOfDay } from '../model/instants.ts';
import type {
  AuditWord,
  LateDay,
  LiveStatus,
  LiveVerdict,
  ShownLiveRow,
  ShownVerdict,
} from '../model/live-status.ts';
import type { LiveStore } from '../monitor/live-store.ts';
import { auditWords, type ReadFinding } from '../staging/audit-words.ts';
import { dataVersion } from '../staging/database.ts';
import { hasDeliveries } from '../staging/live/delivery-counts.ts';
import {
  countConfirmed,
  countUndecided,
  findingsRead,
  foundRows,
} from '../staging/live/verdicts.ts';
import { triageIn } from '../staging/triage.ts';
import type { Workspace } from '../staging/workspaces.ts';

/** A workspace with what its webhooks brought. */
export interface LiveWorkspace {
  readonly at: Workspace;
  readonly store: LiveStore;
}

/** Two months, so that a trend has something to compare a day with. */
const DAYS_TOLD = 60;

/** Findings of direct reads, beside what audits and persons have said of them since (docs/decisions/0011-webhooks.md). */
export class LiveFindings {
  readonly #words = new WeakMap<Workspace, { readonly mark: string; readonly of: WordOf }>();

  /** What is shown of a verdict. */
  shown(live: LiveWorkspace, verdict: LiveVerdict): ShownVerdict {
    const { outcome, finding, sentence, checkedUtc, isOutdated } = verdict;
    const audit = finding === null ? null : this.#wordOf(live)({ ...finding, checkedUtc });
    const triage = finding === null ? null : triageIn(live.at.db)(finding.id);
    return { outcome, finding, sentence, checkedUtc, isOutdated, audit, triage };
  }

  /** The rows with a finding that no later audit has settled, the newest first. */
  standing(live: LiveWorkspace, most = Number.MAX_SAFE_INTEGER): readonly ShownLiveRow[] {
    const rows: ShownLiveRow[] = [];
    for (const { row, verdict } of foundRows(live.store.db)) {
      if (rows.length === most) break;
      const shown = verdict === null ? null : this.shown(live, verdict);
      if (shown !== null && !isSettled(shown.audit)) rows.push({ ...row, verdict: shown });
    }
    return rows;
  }

  counts(
    live: LiveWorkspace,
  ): Pick<LiveStatus, 'findings' | 'actionable' | 'unaudited' | 'undecided'> {
    const { db } = live.store;
    const counts = { findings: 0, actionable: 0, unaudited: 0, undecided: countUndecided(db) };
    const wordOf = this.#wordOf(live);
    const triageOf = triageIn(live.at.db);
    for (const read of findingsRead(db)) {
      const audit = wordOf(read);
      if (isSettled(audit)) continue;
      counts.findings += 1;
      if (!read.isActionable || triageOf(read.id)?.accepted != null) continue;
      counts.actionable += 1;
      if (audit === null) counts.unaudited += 1;
    }
    return counts;
  }

  #wordOf({ at }: LiveWorkspace): WordOf {
    const mark = dataVersion(at.db);
    const known = this.#words.get(at);
    if (known?.mark === mark) return known.of;
    const of = remembering(auditWords(at.db));
    this.#words.set(at, { mark, of });
    return of;
  }
}

type WordOf = (read: ReadFinding) => AuditWord | null;

/** The status is asked for twice a second while deliveries come. */
function remembering(wordOf: WordOf): WordOf {
  const known = new Map<string, AuditWord | null>();
  return (read) => {
    const key = `${read.id} ${read.checkedUtc}`;
    const word = known.get(key);
    if (word !== undefined) return word;
    const asked = wordOf(read);
    known.set(key, asked);
    return asked;
  };
}

function isSettled(audit: AuditWord | null): boolean {
  return audit?.isOpen === false;
}

/** Late gifts that were confirmed, by the customer's days: only days on which something came, or was found. */
export function lateDays({ db }: LiveStore, timeZone: string, nowMs: number): readonly LateDay[] {
  const today = dayInZone(nowMs, timeZone);
  return Array.from({ length: DAYS_TOLD }, (_, at) => today - DAYS_TOLD + 1 + at).flatMap((day) => {
    const [from, until] = [startOfDay(day, timeZone), startOfDay(day + 1, timeZone)];
    const confirmed = countConfirmed(db, from, until);
    return confirmed > 0 || hasDeliveries(db, from, until)
      ? [{ day: formatDay(day), confirmed, isOver: day < today }]
      : [];
  });
}
