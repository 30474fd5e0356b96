// How many kB of script a cold browser fetches until the workbench works: from a built desk, by its manifest, or, when a
// demo is named, by the requests that Chromium really makes (cookies only, empty cache).
//   node scripts/first_load.mjs [--limit=300]
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settled, sign_in, site, start_browser } from './browser.mjs';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const limit_kb = Number(process.argv.find((word) => word.startsWith('--limit='))?.slice(8) ?? 300);

// The entry, what it imports, and the same of the pages that stand between the address and a working workbench.
function by_manifest() {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
  const roots = ['index.html', 'pages/Workbench.vue'];
  const cards = Object.keys(manifest).filter((name) => /modules\/\w+\/web\/parts\/\w+Card\.vue$/.test(name));
  const files = new Set();
  const visit = (name) => {
    const chunk = manifest[name];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    (chunk.imports ?? []).forEach(visit);
  };
  [...roots, ...cards].forEach(visit);
  return [...files].map((file) => {
    const best = [`${file}.br`, `${file}.gz`, file].find((name) => existsSync(join(dist, name)));
    return { file, bytes: statSync(join(dist, best)).size };
  });
}

async function by_requests() {
  const { url, account } = site();
  const browser = await start_browser();
  const first = await browser.newContext();
  await sign_in(await first.newPage(), url, account('clerk'));
  const cold = await browser.newContext({ storageState: await first.storageState() });
  const page = await cold.newPage();
  const network = await cold.newCDPSession(page);
  await network.send('Network.enable');
  const scripts = new Map();
  network.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script') scripts.set(requestId, { file: new URL(response.url).pathname, bytes: 0 });
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scripts.get(requestId).bytes = encodedDataLength;
  });
  await page.goto(`${url}/`);
  await settled(page);
  await browser.close();
  return [...scripts.values()];
}

const loaded = process.env.TONGGUAN_URL ? await by_requests() : by_manifest();
const total_kb = loaded.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
for (const { file, bytes } of loaded.sort((a, b) => b.bytes - a.bytes))
  console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${file}`);
console.log(`first_load_desk ${total_kb.toFixed(1)} kB, limit ${limit_kb} kB`);
process.exit(total_kb <= limit_kb ? 0 : 1);
