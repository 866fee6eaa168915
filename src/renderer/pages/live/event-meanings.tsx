import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { FailureNote } from '../../shell/failure-note.tsx';
import { SentenceList } from '../../shell/sentence-list.tsx';
import { liveSubscriptionWords } from '../../words/live-subscriptions.ts';

const words = liveSubscriptionWords.form;

/** What Raise's numbers of events mean is not documented for good: its own delivery logs tell. */
export function EventMeanings({ workspace }: { readonly workspace: string }) {
  const engine = useEngine();
  const learn = useMutation({ mutationFn: () => engine.live.learnEvents({ workspace }) });
  const { data } = learn;
  return (
    <div>
      <Button size="xs" variant="default" loading={learn.isPending} onClick={() => learn.mutate()}>
        {words.learn}
      </Button>
      {learn.error !== null && <FailureNote failure={failureOf(learn.error)} />}
      <Text size="sm" mt="xs" role="status">
        {data === undefined ? '' : data.length === 0 ? words.learnedNone : words.learned}
      </Text>
      {data !== undefined && data.length > 0 && (
        <SentenceList
          sentences={data.map(({ number, label, source }) => words.number(number, label, source))}
        />
      )}
    </div>
  );
}
