// Writes .br and .gz beside every text file of the build. A variant that saves nothing is left out.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { files_below } from './files_below.ts';

const text_file = /\.(js|css|html|svg|json|webmanifest)$/;

export function compressed(): Plugin {
  let out = '';
  return {
    name: 'tongguan-compressed',
    apply: 'build',
    configResolved(config) {
      out = join(config.root, config.build.outDir);
    },
    closeBundle() {
      for (const path of files_below(out)) {
        if (!text_file.test(path) || path.includes('/.vite/')) continue;
        const plain = readFileSync(path);
        const br = brotliCompressSync(plain, {
          params: {
            [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
            [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
          },
        });
        const gz = gzipSync(plain, { level: 9 });
        if (br.length < plain.length) writeFileSync(`${path}.br`, br);
        if (gz.length < plain.length) writeFileSync(`${path}.gz`, gz);
      }
    },
  };
}
