import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FailureFacts } from '../../../contract/failure.ts';
import { PRODUCT_WORDS } from '../../../core/model/record-type.ts';
import type { PreparedSubscription, Subscription } from '../../../core/model/subscription.ts';
import type { Engine } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-context.tsx';
import { failureOf } from '../../engine/failure.ts';
import { liveSubscriptionWords } from '../../words/live-subscriptions.ts';
import { liveKey } from './use-live.ts';

const words = liveSubscriptionWords.confirm;

export type SubscriptionChange = Parameters<Engine['live']['prepareSubscription']>[0]['change'];

/** A change with the exact request that a person has to confirm. */
export interface ShownChange {
  readonly change: SubscriptionChange;
  readonly request: PreparedSubscription;
}

export interface Subscriptions {
  /** Null until it is asked for: reading it is a call to Raise. */
  readonly list: readonly Subscription[] | null;
  readonly isReading: boolean;
  readonly readFailure: FailureFacts | null;
  readonly read: () => void;
  /** Asks for the exact request, to be shown; sends nothing. */
  readonly prepare: (change: SubscriptionChange) => void;
  readonly isPreparing: boolean;
  readonly prepareFailure: FailureFacts | null;
  readonly shown: ShownChange | null;
  readonly send: () => void;
  readonly isSending: boolean;
  readonly sendFailure: FailureFacts | null;
  readonly close: () => void;
}

/** Subscriptions of both products, and changes of them in two steps. */
export function useSubscriptions(workspace: string): Subscriptions {
  const engine = useEngine();
  const queries = useQueryClient();
  const [shown, setShown] = useState<ShownChange | null>(null);
  const key = [...liveKey(workspace), 'subscriptions'];
  const listed = useQuery({
    queryKey: key,
    queryFn: () => engine.live.subscriptions({ workspace }),
    enabled: false,
  });
  const prepare = useMutation({
    mutationFn: async (change: SubscriptionChange) => ({
      change,
      request: await engine.live.prepareSubscription({ workspace, change }),
    }),
    onSuccess: setShown,
  });
  const send = useMutation({
    mutationFn: ({ change, request: { digest } }: ShownChange) =>
      engine.live.sendSubscription({ workspace, change, digest }),
    onSuccess: ({ id }, { change }) => {
      setShown(null);
      notifications.show({ message: doneWords(change, id) });
      void listed.refetch();
    },
    // Whether a write was done whose answer did not come is not known: the list may be another one.
    onError: () => queries.removeQueries({ queryKey: key }),
  });
  const failed = (error: unknown): FailureFacts | null =>
    error === null ? null : failureOf(error);
  return {
    list: listed.data ?? null,
    isReading: listed.isFetching,
    readFailure: failed(listed.error),
    read: () => void listed.refetch(),
    prepare: prepare.mutate,
    isPreparing: prepare.isPending,
    prepareFailure: failed(prepare.error),
    shown,
    send: () => shown !== null && send.mutate(shown),
    isSending: send.isPending,
    sendFailure: failed(send.error),
    close: () => {
      send.reset();
      setShown(null);
    },
  };
}

function doneWords(change: SubscriptionChange, id: string | null): string {
  const product = PRODUCT_WORDS[change.product];
  if (change.kind === 'delete') return words.removed(product, change.id);
  return id === null ? words.madeNoId(product) : words.made(product, id);
}
