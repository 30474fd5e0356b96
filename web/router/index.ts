// The way between pages: who is not signed in goes to sign-in and comes back, who lacks the right is told which one,
// and the title of the window follows.
import { nextTick } from 'vue';
import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router';
import { when_signed_out } from 'web/api/client';
import { may_any, session } from 'web/api/session';
import { t } from 'web/i18n/texts';
import type { Page } from './page';
import { page_named, pages } from './pages';
import { safe_way_back } from './way_back';

declare module 'vue-router' {
  interface RouteMeta {
    page?: Page;
  }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...pages.map((page) => ({ path: page.path, name: page.name, component: page.component, meta: { page } })),
    { path: '/:rest(.*)*', name: 'not_found', component: () => import('web/pages/NotFound.vue') },
  ],
  // A change of the query alone (filters, an opened drawer) leaves the reader where he was.
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
});

router.beforeEach((to) => {
  const page = to.meta.page;
  const now = session.value;
  if (!now?.signed_in) return page?.open ? true : { name: 'sign_in', query: way_back_query(to) };
  if (now.must_change_password && to.name !== 'change_password') return { name: 'change_password' };
  if (to.name === 'sign_in') return safe_way_back(to.query.to);
  if (page?.rights && !may_any(page.rights)) return { name: 'denied', query: { page: page.name } };
  return true;
});

router.afterEach((to, from) => {
  if (router_ready && to.path === from.path) return;
  set_title(to);
  void nextTick(() => {
    // After a change of page the keyboard and the screen reader start at its heading.
    const heading = document.querySelector<HTMLElement>('main h1');
    if (heading && to.redirectedFrom === undefined && router_ready) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    router_ready = true;
  });
});
let router_ready = false; // the first page keeps the browser's own focus

export function set_title(to: RouteLocationNormalized, own = ''): void {
  const title = own || (to.meta.page ? t(to.meta.page.title) : t('web.not_found.title'));
  document.title = `${title} · ${t('web.product')}`;
}

function way_back_query(to: RouteLocationNormalized): Record<string, string> {
  return to.fullPath === '/' ? {} : { to: to.fullPath };
}

when_signed_out(() => {
  const here = router.currentRoute.value;
  if (here.meta.page?.open || !session.value?.signed_in) return;
  session.value = { ...session.value, signed_in: false };
  void router.push({ name: 'sign_in', query: { ...way_back_query(here), ended: '1' } });
});

export const denied_page = (name: unknown): Page | undefined =>
  typeof name === 'string' ? page_named(name) : undefined;
