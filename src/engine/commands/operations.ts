import type { AlertFacts, ScheduleFacts } from '../../contract/operations.ts';
import type { AlertSink } from '../../core/model/alert.ts';
import { formatDay } from '../../core/model/days.ts';
import { Failure, sentenceOf } from '../../core/model/failure.ts';
import { LEAST_HOURLY_LAG_HOURS } from '../../core/model/schedule.ts';
import { changeSettings, settingsOf } from '../customer-settings.ts';
import { backstopChoice, deliveryPorts, sealable } from '../operations-choices.ts';
import { answers, type EngineParts } from '../parts.ts';
import { refuseUnproved } from '../same-customer.ts';

const MOST_SHOWN = 60;

export function scheduleCommands({ auditor, backstops }: EngineParts) {
  const facts = (workspace: string): ScheduleFacts => {
    const { rules } = backstopChoice(auditor, workspace);
    const { timeZone } = settingsOf(auditor, workspace);
    const nowMs = Date.now();
    const isLearned = auditor.runs(workspace).some((run) => run.facts !== null);
    return {
      ...rules,
      isZoneOfThisMachine: timeZone === null && !isLearned,
      nextUtc: auditor.backstops.nextUtc(rules, nowMs),
      due: auditor.backstops.due(workspace, rules, nowMs).map(daysText),
      backstops: auditor.backstops
        .list(workspace)
        .slice(-MOST_SHOWN)
        .toReversed()
        .map(({ fromDay, toDay, ...row }) => ({ ...row, ...daysText({ fromDay, toDay }) })),
    };
  };
  return {
    get: answers.schedule.get.handler(({ input }) => facts(input.workspace)),
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
      return facts(workspace);
    }),
    runNow: answers.schedule.runNow.handler(({ input: { workspace } }) => {
      refuseUnproved(settingsOf(auditor, workspace));
      // How it goes on is told by the workspace's run; how it ended, by its tries.
      backstops.runNow(workspace).catch(() => undefined);
      return facts(workspace);
    }),
  };
}

export function alertCommands({ auditor, keys, notify }: EngineParts) {
  const facts = async (workspace: string): Promise<AlertFacts> => {
    const { alertRules, quietHours, sinks } = settingsOf(auditor, workspace);
    const states = await Promise.all(sinks.map(({ id }) => keys.masked(workspace, `alert:${id}`)));
    return {
      rules: alertRules,
      quietHours,
      sinks: sinks.map((sink, at) => ({ ...sink, hasSecret: states[at]?.state !== 'absent' })),
    };
  };
  const sinkOf = (workspace: string, id: string): AlertSink => {
    const sink = settingsOf(auditor, workspace).sinks.find((known) => known.id === id);
    if (sink === undefined) throw new Failure('usage', `There is no sink "${id}" here.`);
    return sink;
  };
  const othersThan = (workspace: string, id: string): AlertSink[] =>
    settingsOf(auditor, workspace).sinks.filter((sink) => sink.id !== id);
  return {
    get: answers.alerts.get.handler(({ input }) => facts(input.workspace)),
    change: answers.alerts.change.handler(({ input: { workspace, rules, quietHours } }) => {
      changeSettings(auditor, workspace, {
        ...(rules === undefined ? {} : { alertRules: rules }),
        ...(quietHours === undefined ? {} : { quietHours }),
      });
      return facts(workspace);
    }),
    putSink: answers.alerts.putSink.handler(async ({ input: { workspace, sink, secret } }) => {
      const sinks = [...othersThan(workspace, sink.id), sink];
      settingsOf(auditor, workspace);
      if (secret !== undefined) await keys.put(workspace, `alert:${sink.id}`, sealable(secret));
      changeSettings(auditor, workspace, { sinks });
      return facts(workspace);
    }),
    removeSink: answers.alerts.removeSink.handler(async ({ input: { workspace, sinkId } }) => {
      const { id } = sinkOf(workspace, sinkId);
      changeSettings(auditor, workspace, { sinks: othersThan(workspace, id) });
      await keys.remove(workspace, `alert:${id}`);
      return facts(workspace);
    }),
    test: answers.alerts.test.handler(async ({ input: { workspace, sinkId } }) => {
      const ports = deliveryPorts(keys, workspace, notify);
      try {
        await auditor.alerts.test(workspace, sinkOf(workspace, sinkId), Date.now(), ports);
      } catch (error) {
        throw error instanceof Failure ? error : new Failure('usage', sentenceOf(error));
      }
    }),
    list: answers.alerts.list.handler(({ input }) =>
      auditor.alerts.list(input.workspace, input.limit),
    ),
  };
}

function daysText({ fromDay, toDay }: { fromDay: number; toDay: number }): {
  from: string;
  to: string;
} {
  return { from: formatDay(fromDay), to: formatDay(toDay) };
}
