import { win32 } from 'node:path';
import { EVERY_MINUTES, type TimerOrder, type TimerPlan } from './timer-order.ts';
import { xmlText } from './xml-text.ts';

const NAME = 'Tieout daily';

/** A task of Windows' Task Scheduler, from an XML file in the data folder. */
export function windowsPlan({ words, dataFolder }: TimerOrder): TimerPlan {
  const path = win32.join(dataFolder, 'tieout-daily.xml');
  const [program = '', ...rest] = words;
  const text = `\uFEFF<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Tieout: what the schedules say is due</Description>
  </RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
      <Enabled>true</Enabled>
      <Repetition>
        <Interval>PT${EVERY_MINUTES}M</Interval>
        <StopAtDurationEnd>false</StopAtDurationEnd>
      </Repetition>
    </TimeTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Enabled>true</Enabled>
  </Settings>
  <Actions>
    <Exec>
      <Command>${xmlText(program)}</Command>
      <Arguments>${xmlText(rest.map(quoted).join(' '))}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
  return {
    files: [{ path, text, encoding: 'utf16le' }],
    commands: [['schtasks', '/Create', '/TN', NAME, '/XML', path, '/F']],
    undoing: [['schtasks', '/Delete', '/TN', NAME, '/F']],
    notes: ['It runs while you are signed in.'],
  };
}

/** As Windows programs take their command line apart: backslashes count only before a quote. */
function quoted(word: string): string {
  const safe = word.replaceAll(/(\\*)"/g, String.raw`$1$1\"`).replace(/\\+$/, '$&$&');
  return `"${safe}"`;
}
