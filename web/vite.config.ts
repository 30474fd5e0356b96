// How the desk is built: pages come from modules/*/web, the target is Chromium 86, every file stands beside its .br and
// .gz so that the server never compresses at run time.
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { compressed } from './build/compressed.ts';
import { packages_for_modules } from './build/packages_for_modules.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root: here,
  resolve: { alias: [{ find: /^web\//, replacement: here }] },
  plugins: [packages_for_modules(here), vue(), compressed()],
  define: { __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'chrome86',
    cssTarget: 'chrome86',
    assetsInlineLimit: 0, // the content security policy allows no data: addresses
    manifest: true, // scripts/first_load.mjs sums the graph
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 300,
    rollupOptions: { output: { hashCharacters: 'hex' } }, // the server knows an immutable name by its eight hex digits
  },
  server: {
    fs: { allow: [fileURLToPath(new URL('..', import.meta.url))] },
    // Not the desk's own api/*.ts, which the browser asks for under the same beginning.
    proxy: {
      '^/api/(?!.*\\.ts(\\?|$))': {
        target: process.env.TONGGUAN_URL ?? 'http://127.0.0.1:8080',
        changeOrigin: false,
      },
    },
  },
});
