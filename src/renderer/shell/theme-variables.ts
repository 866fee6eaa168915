import type { CSSVariablesResolver } from '@mantine/core';

/** Tones of text that keep 4.5 : 1 on white and on the pale tone of their own colour; Mantine's don't. */
const TEXT_ON_LIGHT: Readonly<Record<string, string>> = {
  red: '#b01c1c',
  orange: '#98350a',
  yellow: '#7a4b00',
  green: '#1c6630',
  teal: '#066046',
  cyan: '#0a5a6b',
  blue: '#1758a0',
  grape: '#7b2890',
  gray: '#41484f',
  indigo: '#2c3e9e',
};

/** What the theme alone cannot say: contrast that holds for small text, in both schemes. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5a626b',
    '--mantine-color-placeholder': '#68707a',
    '--mantine-color-error': '#b01c1c',
    '--mantine-color-default-border': '#d5d9df',
    '--tieout-surface': '#f7f8fa',
    '--tieout-line': '#e4e7eb',
    ...Object.fromEntries(
      Object.entries(TEXT_ON_LIGHT).flatMap(([name, tone]) => [
        [`--mantine-color-${name}-light-color`, tone],
        [`--mantine-color-${name}-text`, tone],
      ]),
    ),
  },
  dark: {
    '--mantine-color-placeholder': '#969ca6',
    '--mantine-color-error': '#ff9a9a',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-3)',
    '--mantine-color-indigo-text': 'var(--mantine-color-indigo-3)',
    '--tieout-surface': '#16181c',
    '--tieout-line': '#30343b',
    ...Object.fromEntries(
      Object.keys(TEXT_ON_LIGHT).flatMap((name) => [
        [`--mantine-color-${name}-light`, washed(name, 16)],
        [`--mantine-color-${name}-light-hover`, washed(name, 24)],
      ]),
    ),
  },
});

/** A hint of a colour on the dark page; Mantine's own would be a loud block. */
function washed(name: string, percent: number): string {
  return `color-mix(in srgb, var(--mantine-color-${name}-6) ${percent}%, var(--mantine-color-body))`;
}
