import { Alert, Button, Group, Text } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { shellWords } from '../words/shell.ts';
import { IconWarning } from './icons.tsx';

/** The program behind the page is gone: what is shown may be old, and nothing can be asked. */
export function EngineLost() {
  const reach = useMutation({
    mutationFn: reachHost,
    onSuccess: () => window.location.reload(),
  });
  return (
    <Alert color="red" icon={<IconWarning />} title={shellWords.lostTitle} role="alert" mb="lg">
      <Group justify="space-between" gap="sm">
        <Text size="sm" maw="46rem">
          {reach.isError ? shellWords.stillLost : shellWords.lost}
        </Text>
        <Button size="xs" loading={reach.isPending} onClick={() => reach.mutate()}>
          {shellWords.reconnect}
        </Button>
      </Group>
    </Alert>
  );
}

/** A reload without a host behind it would leave the browser's own error page. */
async function reachHost(): Promise<void> {
  const answer = await fetch(window.location.pathname, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`answer ${answer.status}`);
}

/** No network: the products can't be asked; the page itself works on. */
export function OfflineBanner() {
  const { online } = useNetwork();
  return (
    <div role="status">
      {!online && (
        <Alert color="yellow" icon={<IconWarning />} title={shellWords.offlineTitle} mb="lg">
          <Text size="sm">{shellWords.offline}</Text>
        </Alert>
      )}
    </div>
  );
}
