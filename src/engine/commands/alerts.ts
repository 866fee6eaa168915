import type { AlertFacts } from '../../contract/operations.ts';
import type { AlertSink } from '../../core/model/alert.ts';
import { Failure, sentenceOf } from '../../core/model/failure.ts';
import { changeSettings, settingsOf } from '../customer-settings.ts';
import { deliveryPorts, sealable, zoneOf } from '../operations-choices.ts';
import { answers, type EngineParts } from '../parts.ts';

/** Answers `alerts`: rules, sinks with their secrets, trying one, what was told. */
export function alertCommands({ auditor, keys, notify, backstops }: EngineParts) {
  const facts = async (workspace: string): Promise<AlertFacts> => {
    const settings = settingsOf(auditor, workspace);
    const { alertRules, quietHours, sinks } = settings;
    const states = await Promise.all(sinks.map(({ id }) => keys.masked(workspace, `alert:${id}`)));
    return {
      rules: alertRules,
      quietHours,
      timeZone: zoneOf(auditor, workspace, settings),
      sinks: sinks.map((sink, at) => ({ ...sink, hasSecret: states[at]?.state !== 'absent' })),
      canNotify: notify !== null,
    };
  };
  const factsAfterChange = (workspace: string): Promise<AlertFacts> => {
    backstops.tell(workspace);
    return facts(workspace);
  };
  const sinkOf = (workspace: string, id: string): AlertSink => {
    const sink = settingsOf(auditor, workspace).sinks.find((known) => known.id === id);
    if (sink === undefined) throw new Failure('usage', `There is no sink "${id}" here.`);
    return sink;
  };
  return {
    get: answers.alerts.get.handler(({ input }) => facts(input.workspace)),
    change: answers.alerts.change.handler(({ input: { workspace, rules, quietHours } }) => {
      changeSettings(auditor, workspace, {
        ...(rules === undefined ? {} : { alertRules: rules }),
        ...(quietHours === undefined ? {} : { quietHours }),
      });
      return factsAfterChange(workspace);
    }),
    putSink: answers.alerts.putSink.handler(async ({ input: { workspace, sink, secret } }) => {
      const fault = auditor.alerts.faultOf(sink, secret ?? null);
      if (fault !== null) throw new Failure('usage', fault);
      const { sinks } = settingsOf(auditor, workspace);
      const before = sinks.find(({ id }) => id === sink.id);
      const slot = `alert:${sink.id}` as const;
      if (secret !== undefined) await keys.put(workspace, slot, sealable(secret));
      else if (before !== undefined && !auditor.alerts.keepsSecret(before, sink))
        await keys.remove(workspace, slot);
      changeSettings(auditor, workspace, {
        sinks:
          before === undefined
            ? [...sinks, sink]
            : sinks.map((known) => (known.id === sink.id ? sink : known)),
      });
      return factsAfterChange(workspace);
    }),
    removeSink: answers.alerts.removeSink.handler(async ({ input: { workspace, sinkId } }) => {
      const { id } = sinkOf(workspace, sinkId);
      const { sinks } = settingsOf(auditor, workspace);
      changeSettings(auditor, workspace, { sinks: sinks.filter((sink) => sink.id !== id) });
      await keys.remove(workspace, `alert:${id}`);
      return factsAfterChange(workspace);
    }),
    test: answers.alerts.test.handler(async ({ input: { workspace, sinkId } }) => {
      const ports = deliveryPorts(keys, workspace, notify);
      try {
        await auditor.alerts.test(workspace, sinkOf(workspace, sinkId), Date.now(), ports);
      } catch (error) {
        throw error instanceof Failure ? error : new Failure('usage', sentenceOf(error));
      }
      backstops.tell(workspace);
    }),
    list: answers.alerts.list.handler(({ input }) =>
      auditor.alerts.list(input.workspace, input.limit),
    ),
  };
}
