import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Connecting } from './shell/connecting.tsx';
import { giveScrollLockNonce } from './shell/scroll-lock-nonce.ts';
import { theme } from './shell/theme.ts';
import { themeVariables } from './shell/theme-variables.ts';
import { styleNonce } from './style-nonce.ts';

giveScrollLockNonce();

const queries = new QueryClient({
  defaultOptions: {
    // The engine is on this machine: a failure is an answer, not a hiccup, and nothing changes behind our back.
    queries: { retry: false, staleTime: 5_000, refetchOnWindowFocus: false },
    mutations: { retry: false },
  },
});

/** The page: look, then engine, then everything else. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={themeVariables}
      getStyleNonce={styleNonce}
      defaultColorScheme="auto"
    >
      <Notifications position="bottom-right" />
      <QueryClientProvider client={queries}>
        <Connecting />
      </QueryClientProvider>
    </MantineProvider>
  );
}
