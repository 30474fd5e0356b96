// The menu a person sees: pages that ask for a place in it and whose rights this post has.
import { computed } from 'vue';
import { may_any } from 'web/api/session';
import type { MenuGroup, Page } from 'web/router/page';
import { pages } from 'web/router/pages';

const groups: MenuGroup[] = ['home', 'service', 'business', 'data', 'manage', 'own'];
const allowed = (page: Page): boolean => !page.rights || may_any(page.rights);
const by_order = (a: Page, b: Page): number => (a.menu?.order ?? 0) - (b.menu?.order ?? 0);

export const menu = computed(() =>
  groups
    .map((group) => ({
      group,
      pages: pages.filter((page) => page.menu?.group === group && allowed(page)).sort(by_order),
    }))
    .filter((section) => section.pages.length > 0),
);
export const tabs = computed(() =>
  pages.filter((page) => page.tab && allowed(page)).sort((a, b) => a.tab!.order - b.tab!.order),
);
/** Pages that can be opened by name alone. */
export const reachable_pages = computed(() =>
  pages.filter(
    (page) => !page.open && !page.bare && !page.path.includes(':') && page.name !== 'denied' && allowed(page),
  ),
);
