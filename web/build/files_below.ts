import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a folder, sorted, so that builds are the same everywhere. */
export function files_below(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? files_below(join(folder, entry.name)) : [join(folder, entry.name)]));
}
