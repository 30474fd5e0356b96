// Every page of the desk: the shell's own and those of the modules, found by their place.
import type { Page } from './page';

const of_modules = import.meta.glob<Page[]>('../../modules/*/web/index.ts', { eager: true, import: 'pages' });

const own_pages: Page[] = [
  {
    name: 'sign_in',
    path: '/sign_in',
    component: () => import('web/pages/SignIn.vue'),
    title: 'web.sign_in.title',
    open: true,
    bare: true,
  },
  {
    name: 'redeem',
    path: '/redeem',
    component: () => import('web/pages/Redeem.vue'),
    title: 'web.redeem.title',
    open: true,
    bare: true,
  },
  {
    name: 'change_password',
    path: '/change_password',
    component: () => import('web/pages/ChangePassword.vue'),
    title: 'web.password.title',
    bare: true,
  },
  {
    name: 'workbench',
    path: '/',
    component: () => import('web/pages/Workbench.vue'),
    title: 'web.workbench.title',
    menu: { group: 'home', order: 10, icon: 'home' },
    tab: { order: 10, icon: 'home', title: 'web.tab.home' },
  },
  {
    name: 'account',
    path: '/account',
    component: () => import('web/pages/Account.vue'),
    title: 'web.account.title',
    words: 'web.account.words',
    menu: { group: 'own', order: 90, icon: 'user' },
    tab: { order: 90, icon: 'user', title: 'web.tab.own' },
  },
  {
    name: 'audit',
    path: '/audit',
    component: () => import('web/pages/audit/Audit.vue'),
    title: 'web.audit.title',
    words: 'web.audit.words',
    rights: ['audit.entry.read'],
    menu: { group: 'manage', order: 40, icon: 'audit' },
  },
  { name: 'denied', path: '/denied', component: () => import('web/pages/Denied.vue'), title: 'web.denied.title' },
];

export const pages: Page[] = [...own_pages, ...Object.values(of_modules).flat()];
export const page_named = (name: string): Page | undefined => pages.find((page) => page.name === name);
