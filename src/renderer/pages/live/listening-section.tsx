import { Alert, Button, Group, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useEngine } from '../../engine/engine-context.tsx';
import { FailureNote } from '../../shell/failure-note.tsx';
import { IconPlay, IconStop, IconWarning } from '../../shell/icons.tsx';
import { liveWords } from '../../words/live.ts';
import { Mark } from '../audit/mark.tsx';
import { Section } from '../audit/section.tsx';
import { HookCard } from './hook-card.tsx';
import type { LiveChangeProps, LiveProps } from './live-props.ts';
import { portOf } from './port-draft.ts';
import { SilentNotes } from './silent-notes.tsx';
import { useChange } from '../../engine/use-change.ts';

const words = liveWords.listening;

/** Whether webhooks are taken, the switch for it, and what each product's deliveries are. */
export function ListeningSection({ workspace, view, show }: LiveChangeProps) {
  const { warnings, waitingToApply } = view.status;
  return (
    <Section title={words.title} text={words.text}>
      <Standing view={view} />
      {view.isListeningHere ? (
        <StopButton workspace={workspace} view={view} show={show} />
      ) : (
        <StartForm workspace={workspace} view={view} show={show} />
      )}
      {view.failure !== null && (
        <div>
          <Text size="sm">{words.failed}</Text>
          <FailureNote failure={view.failure} />
        </div>
      )}
      {warnings.map((warning) => (
        <Alert key={warning} role="note" color="yellow" icon={<IconWarning />}>
          {warning}
        </Alert>
      ))}
      <SilentNotes view={view} />
      {waitingToApply > 0 && <Text size="sm">{words.waitingToApply(waitingToApply)}</Text>}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        {(['raise', 'crm'] as const).map((product) => (
          <HookCard key={product} product={product} workspace={workspace} view={view} show={show} />
        ))}
      </SimpleGrid>
    </Section>
  );
}

function Standing({ view }: Pick<LiveProps, 'view'>) {
  const { listener } = view.status;
  const isElsewhere = listener !== null && !view.isListeningHere;
  return (
    <div>
      <Text fw={600} component="div" role="status">
        {view.isListeningHere && view.port !== null ? (
          <Mark tone="good">{words.here(view.port)}</Mark>
        ) : isElsewhere ? (
          <Mark tone="wait">{words.elsewhere(listener.program, listener.pid)}</Mark>
        ) : (
          <Mark tone="quiet">{words.off}</Mark>
        )}
      </Text>
      {isElsewhere && <Text size="sm">{words.elsewhereText}</Text>}
    </div>
  );
}

function StopButton({ workspace, show }: LiveChangeProps) {
  const engine = useEngine();
  const stop = useChange(() => engine.live.stop({ workspace }), show);
  return (
    <>
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconStop />}
          loading={stop.isBusy}
          onClick={() => stop.run()}
        >
          {words.stop}
        </Button>
        <Text size="sm" c="dimmed">
          {words.restart}
        </Text>
      </Group>
      {stop.failure !== null && <FailureNote failure={stop.failure} />}
    </>
  );
}

/** The port is the one of the last time until another is typed: a tunnel points to it. */
function StartForm({ workspace, view, show }: LiveChangeProps) {
  const engine = useEngine();
  const [typed, setTyped] = useState<string | null>(null);
  const [isTried, setIsTried] = useState(false);
  const last = view.status.settings.port;
  const text = typed ?? (last === null ? '' : String(last));
  const port = portOf(text);
  const start = useChange((wanted: number | null) => {
    return engine.live.start({ workspace, port: wanted });
  }, show);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        if (port !== undefined && !start.isBusy) start.run(port);
      }}
    >
      <Group gap="sm" align="flex-end">
        <TextInput
          label={words.port}
          description={words.portHint}
          error={isTried && port === undefined ? words.portWrong : undefined}
          inputWrapperOrder={['label', 'description', 'input', 'error']}
          value={text}
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button
          type="submit"
          leftSection={<IconPlay />}
          disabled={view.status.listener !== null}
          loading={start.isBusy}
        >
          {words.start}
        </Button>
      </Group>
      {start.failure !== null && <FailureNote failure={start.failure} />}
    </form>
  );
}
