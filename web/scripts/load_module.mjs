// Loads a source module of the desk in Node as the build sees it: aliases, globs and TypeScript resolved by Vite.
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Calls `use` with the modules at `paths` ("/router/pages.ts"), then lets everything go. */
export async function with_modules(paths, use) {
  const server = await createServer({
    configFile: `${root}/vite.config.ts`,
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true },
    logLevel: 'error',
  });
  try {
    return await use(...(await Promise.all(paths.map((path) => server.ssrLoadModule(path)))));
  } finally {
    await server.close();
  }
}
