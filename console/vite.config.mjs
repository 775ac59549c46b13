// Builds the console into dist/console: a page and a few files whose names change with what is in them.

import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  logLevel: 'warn',
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    // A file inlined as data: would be refused by the page's policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
