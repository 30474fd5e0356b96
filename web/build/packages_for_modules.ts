// A module's pages stand outside web/, where Node looks for packages in vain. This answers their bare imports from
// web/node_modules, so that one lock and one installation serve every module.
import { join } from 'node:path';
import type { Plugin } from 'vite';

export function packages_for_modules(web: string): Plugin {
  const inside = join(web, 'main.ts');
  return {
    name: 'tongguan-packages-for-modules',
    enforce: 'pre',
    async resolveId(id, importer, options) {
      const bare = /^[a-z@]/i.test(id) && !id.startsWith('web/') && !id.includes('\0');
      if (!bare || !importer || importer.startsWith(web)) return null;
      return this.resolve(id, inside, { ...options, skipSelf: true });
    },
  };
}
