import { Button, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { PRODUCT_WORDS, type Product } from '../../../core/model/record-type.ts';
import { liveSubscriptionWords } from '../../words/live-subscriptions.ts';
import classes from './live.module.css';
import type { LiveProps } from './live-props.ts';
import { deliveryAddress, eventNumbers, USUAL_EVENTS } from './subscription-draft.ts';
import type { Subscriptions } from './use-subscriptions.ts';

const words = liveSubscriptionWords.form;
const PRODUCTS = ['raise', 'crm'] as const;

interface SubscriptionFormProps extends Pick<LiveProps, 'view'> {
  readonly work: Subscriptions;
}

/** What a new subscription needs; it ends with the request being shown, not sent. */
export function SubscriptionForm({ view, work }: SubscriptionFormProps) {
  const [product, setProduct] = useState<Product>('raise');
  const [tunnel, setTunnel] = useState('');
  const [events, setEvents] = useState(USUAL_EVENTS);
  const [isTried, setIsTried] = useState(false);
  const url = deliveryAddress(tunnel, view.status.settings.paths[product]);
  const raiseEvents = product === 'raise' ? eventNumbers(events) : [];
  const hasSecret = view.secrets[product].state !== 'absent';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        if (url === null || raiseEvents === null || work.isPreparing) return;
        work.prepare({ kind: 'create', product, url, name: words.name, raiseEvents });
      }}
    >
      <Stack gap="sm" maw={640}>
        <Title order={3} size="h6">
          {words.title}
        </Title>
        <SegmentedControl
          aria-label={words.product}
          data={PRODUCTS.map((value) => ({ value, label: PRODUCT_WORDS[value] }))}
          value={product}
          w="fit-content"
          onChange={setProduct}
        />
        <TextInput
          label={words.tunnel}
          description={words.tunnelHint}
          placeholder={words.tunnelPlaceholder}
          value={tunnel}
          error={isTried && url === null ? words.tunnelEmpty : null}
          autoComplete="off"
          spellCheck={false}
          maxLength={400}
          onChange={(event) => setTunnel(event.currentTarget.value)}
        />
        {url !== null && (
          <Text size="sm" className={classes['long'] ?? ''}>
            {words.full(url)}
          </Text>
        )}
        {product === 'raise' ? (
          <TextInput
            label={words.events}
            description={words.eventsHint}
            value={events}
            error={raiseEvents === null ? words.eventsWrong : null}
            autoComplete="off"
            onChange={(event) => setEvents(event.currentTarget.value)}
          />
        ) : (
          <Text size="sm">{words.crmEvents}</Text>
        )}
        {!hasSecret && <Text size="sm">{words.noSecret(PRODUCT_WORDS[product])}</Text>}
        <Button
          type="submit"
          variant="default"
          w="fit-content"
          disabled={!hasSecret}
          loading={work.isPreparing}
        >
          {words.show}
        </Button>
      </Stack>
    </form>
  );
}
