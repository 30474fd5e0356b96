// The pages of __name__: the router, the menu and the screenshots are made from this list;
// cards stand on the workbench.
import type { Card, Page } from 'web/router/page';

export const pages: Page[] = [
  {
    name: '__name__.start',
    path: '/__name__',
    component: () => import('./Start.vue'),
    title: '__name__.start.title',
    rights: ['__name__.read'],
    menu: { group: 'business', order: 90, icon: 'inbox' },
  },
];

export const cards: Card[] = [];
