// The list of the desk's pages for scripts that visit them all, read from the sources the router is made from.
import { with_modules } from './load_module.mjs';

export const all_pages = () =>
  with_modules(['/router/pages.ts'], ({ pages }) =>
    pages.map(({ name, path, open, bare, rights, sample }) => ({ name, path, open, bare, rights, sample })),
  );

/** A page's path with every parameter filled by the first id of the list it names; null when a list is empty. */
export async function filled_path(page, get) {
  let path = page.path;
  for (const [parameter, list] of Object.entries(page.sample ?? {})) {
    const separator = list.includes('?') ? '&' : '?';
    const answer = await get(list.includes('limit=') ? list : `${list}${separator}limit=1`);
    const id = answer?.items?.[0]?.id ?? answer?.id;
    if (id === undefined) return null;
    path = path.replace(`:${parameter}`, String(id));
  }
  return path.includes(':') ? null : path;
}
