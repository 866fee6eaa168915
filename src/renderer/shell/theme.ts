import { Badge, createTheme, Modal, Notification } from '@mantine/core';
import { shellWords } from '../words/shell.ts';

/** One look: system fonts (nothing is loaded from anywhere), quiet radius, readable sizes. */
export const theme = createTheme({
  primaryColor: 'indigo',
  // 8 on white and white on 8 keep small text above 4.5 : 1.
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  headings: { fontWeight: '650' },
  colors: {
    // A cool grey: Mantine's own is neutral and looks brown beside the indigo.
    dark: [
      '#d9dbe0',
      '#b9bdc6',
      '#9ea3ad',
      '#7b818c',
      '#3e434c',
      '#30343b',
      '#262a30',
      '#1c1f24',
      '#16181c',
      '#101215',
    ],
  },
  components: {
    // Capitals shout; a badge here is a quiet fact.
    Badge: Badge.extend({ styles: { root: { textTransform: 'none' } } }),
    Notification: Notification.extend({
      defaultProps: { closeButtonProps: { 'aria-label': shellWords.close } },
    }),
    Modal: Modal.extend({
      defaultProps: {
        closeButtonProps: { 'aria-label': shellWords.close },
        // A dialog's head is no head of the whole page.
        attributes: { header: { role: 'presentation' } },
      },
      styles: { title: { fontWeight: 650 } },
    }),
  },
});
