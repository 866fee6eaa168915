import { Radio, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import type { AlertRules } from '../../../core/model/alert.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { useChange } from '../../engine/use-change.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { alertWords } from '../../words/alerts.ts';
import { Section } from '../audit/section.tsx';
import type { AlertProps } from './schedule-props.ts';

const words = alertWords.rules;
const FINDINGS = ['all', 'new', 'off'] as const;
const SWITCHES = ['unexplained', 'spikes', 'notVerified', 'quota'] as const;

/** What alerts are made of; each switch holds at once. */
export function RuleSection({ workspace, facts, show }: AlertProps) {
  const engine = useEngine();
  const [meant, setMeant] = useState<AlertRules | null>(null);
  const save = useChange(
    (changed: AlertRules) => engine.alerts.change({ workspace, rules: changed }),
    (view) => {
      show(view);
      setMeant((now) => (JSON.stringify(now) === JSON.stringify(view.rules) ? null : now));
    },
  );
  // From the click on what was meant is shown; what is kept, once that was saved, or refused.
  const rules = save.failure === null ? (meant ?? facts.rules) : facts.rules;
  const change = (part: Partial<AlertRules>): void => {
    setMeant({ ...rules, ...part });
    save.run({ ...rules, ...part });
  };
  return (
    <Section title={words.title} text={words.text}>
      <Radio.Group
        label={words.findings}
        value={rules.findings}
        onChange={(findings) => change({ findings })}
      >
        <Stack gap={6} mt={6}>
          {FINDINGS.map((value) => (
            <Radio key={value} value={value} label={words.findingsChoices[value]} />
          ))}
        </Stack>
      </Radio.Group>
      {SWITCHES.map((name) => (
        <Switch
          key={name}
          label={words.switches[name].label}
          description={words.switches[name].hint}
          checked={rules[name]}
          onChange={(event) => change({ [name]: event.currentTarget.checked })}
        />
      ))}
      {save.failure !== null && <FailureNote failure={save.failure} />}
    </Section>
  );
}
