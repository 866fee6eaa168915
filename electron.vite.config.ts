import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { guideChapters } from './scripts/guide-chapters.mjs';

/** What AG Grid's core registers for everyone, though the findings never use it: 95 kB. Its code asks whether each is there. */
const UNUSED_IN_GRID = [
  'ClientSideRowModelModule',
  'DataTypeModule',
  'SortModule',
  'OverlayModule',
  'ExpressionModule',
];

/** Leaves out of the bundle what AG Grid can't be told to leave out. The build fails where a later version looks different. */
function leanGrid(): Plugin {
  return {
    name: 'lean-grid',
    transform: {
      filter: { id: /ag-grid-community\/dist\/package\/main\.esm\.mjs/ },
      handler(code) {
        const core = /var CommunityCoreModule = \{[^]*?dependsOn: \[([^\]]*)\]/.exec(code);
        if (core?.[1] === undefined) throw new Error('AG Grid has no core module like that');
        const kept = UNUSED_IN_GRID.reduce(
          (modules, name) => without(modules, new RegExp(`\\b${name},`)),
          core[1],
        );
        const lean = code.replace(core[0], core[0].replace(core[1], kept));
        // The findings bring a theme of their own.
        return {
          code: without(lean, /(?<=getDefaultTheme\(\) \{\s*return )themeQuartz/),
          map: null,
        };
      },
    },
  };
}

function without(text: string, part: RegExp): string {
  if (!part.test(text)) throw new Error(`AG Grid has no ${part.source}`);
  return text.replace(part, '');
}

export default defineConfig({
  main: {
    build: {
      rollupOptions: {
        // Programs of their own: main starts the engine as a utility process, the engine starts its judging thread.
        input: {
          index: 'src/main/index.ts',
          'engine-process': 'src/main/engine-process.ts',
          'provisional-worker': 'src/engine/provisional-worker.ts',
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload has no module loader: one CommonJS file with everything in it.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), leanGrid(), guideChapters()],
    build: {
      minify: true,
      // An inlined asset is a data: address, which the page's content security policy refuses.
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: 'src/renderer/index.html' } },
    },
  },
});
