import type { DaySpan, ScheduleFacts } from '../../contract/operations.ts';
import { formatDay } from '../../core/model/days.ts';
import { Failure } from '../../core/model/failure.ts';
import { LEAST_HOURLY_LAG_HOURS, type Backstop } from '../../core/model/schedule.ts';
import { changeSettings, settingsOf } from '../customer-settings.ts';
import { backstopChoice } from '../operations-choices.ts';
import { answers, withTypedFailures, type EngineParts } from '../parts.ts';
import { refuseUnproved } from '../same-customer.ts';
import { runStateNow } from '../stored-runs.ts';

const MOST_SHOWN = 60;

/** Answers `schedule`: when backstops run, what they did, and running one now. */
export function scheduleCommands(parts: EngineParts) {
  const { auditor, backstops } = parts;
  const factsAfterChange = (workspace: string): ScheduleFacts => {
    backstops.tell(workspace);
    return scheduleFacts(parts, workspace);
  };
  return {
    get: answers.schedule.get.handler(({ input }) => scheduleFacts(parts, input.workspace)),
    watch: answers.schedule.watch.handler(({ input: { workspace }, signal }) => {
      auditor.customers.facts(workspace);
      return withTypedFailures(watchFacts(parts, workspace, signal));
    }),
    set: answers.schedule.set.handler(({ input: { workspace, schedule } }) => {
      const settings = settingsOf(auditor, workspace);
      if (schedule.kind !== 'off') refuseUnproved(settings);
      if (schedule.kind === 'hourly' && settings.lagHours < LEAST_HOURLY_LAG_HOURS)
        throw new Failure(
          'usage',
          `Hourly runs need a lag of ${LEAST_HOURLY_LAG_HOURS} hours or more, or they tell of what is only under way: it is ${settings.lagHours} now.`,
        );
      const sinceUtc = new Date().toISOString();
      changeSettings(auditor, workspace, {
        schedule: schedule.kind === 'off' ? schedule : { ...schedule, sinceUtc },
      });
      return factsAfterChange(workspace);
    }),
    runNow: answers.schedule.runNow.handler(({ input: { workspace } }) => {
      refuseUnproved(settingsOf(auditor, workspace));
      backstops.ask(workspace);
      return scheduleFacts(parts, workspace);
    }),
  };
}

function scheduleFacts(parts: EngineParts, workspace: string): ScheduleFacts {
  const { auditor, backstops } = parts;
  const { rules } = backstopChoice(auditor, workspace);
  const { timeZone } = settingsOf(auditor, workspace);
  const nowMs = Date.now();
  const runs = auditor.runs(workspace);
  const isGoing = ({ runId, outcome }: Backstop): boolean => {
    const run = outcome === null ? runs.find(({ id }) => id === runId) : undefined;
    return run !== undefined && runStateNow(parts, workspace, run) === 'running';
  };
  return {
    ...rules,
    isZoneOfThisMachine: timeZone === null && !runs.some(({ facts }) => facts !== null),
    nextUtc: auditor.backstops.nextUtc(workspace, rules, nowMs),
    due: auditor.backstops.due(workspace, rules, nowMs).map(spanOf),
    dueByHand: auditor.backstops.dueByHand(workspace, rules, nowMs).map(spanOf),
    asked: backstops.asked(workspace),
    backstops: auditor.backstops
      .list(workspace)
      .slice(-MOST_SHOWN)
      .toReversed()
      .map((backstop) => {
        const { fromDay, toDay, ...row } = backstop;
        return { ...row, ...spanOf({ fromDay, toDay }), isGoing: isGoing(backstop) };
      }),
  };
}

async function* watchFacts(
  parts: EngineParts,
  workspace: string,
  signal?: AbortSignal,
): AsyncGenerator<ScheduleFacts, void, void> {
  for await (const _ of parts.backstops.watch(workspace, signal))
    yield scheduleFacts(parts, workspace);
}

function spanOf({ fromDay, toDay }: Pick<Backstop, 'fromDay' | 'toDay'>): DaySpan {
  return { from: formatDay(fromDay), to: formatDay(toDay) };
}
