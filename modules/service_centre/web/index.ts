// Pages of the service centre: what may be applied for, one's own applications, the cases one handles.
import type { Card, Page } from 'web/router/page';

const group = 'service' as const;

export const pages: Page[] = [
  {
    name: 'service_centre.catalogue',
    path: '/service-centre/items',
    component: () => import('./Catalogue.vue'),
    title: 'service_centre.page.catalogue',
    words: 'service_centre.page.catalogue_words',
    rights: ['service_centre.item.read'],
    menu: { group, order: 10, icon: 'grid' },
    tab: { order: 20, icon: 'grid' },
  },
  {
    name: 'service_centre.apply',
    path: '/service-centre/items/:id/apply',
    component: () => import('./Apply.vue'),
    title: 'service_centre.page.apply',
    rights: ['service_centre.case.apply'],
    under: 'service_centre.catalogue',
    sample: { id: '/api/service_centre/items' },
  },
  {
    name: 'service_centre.my_cases',
    path: '/service-centre/my-cases',
    component: () => import('./MyCases.vue'),
    title: 'service_centre.page.my_cases',
    rights: ['service_centre.case.apply'],
    menu: { group, order: 20, icon: 'send' },
    tab: { order: 30, icon: 'send' },
  },
  {
    name: 'service_centre.cases',
    path: '/service-centre/cases',
    component: () => import('./CaseList.vue'),
    title: 'service_centre.page.cases',
    words: 'service_centre.page.cases_words',
    rights: ['service_centre.case.read'],
    menu: { group, order: 30, icon: 'list' },
  },
  {
    name: 'service_centre.case',
    path: '/service-centre/cases/:id',
    component: () => import('./CasePage.vue'),
    title: 'service_centre.page.case',
    under: 'service_centre.cases',
    sample: { id: '/api/service_centre/cases' },
  },
];

export const cards: Card[] = [
  {
    name: 'service_centre.own_cases',
    component: () => import('./parts/OwnCasesCard.vue'),
    place: 'main',
    order: 20,
    rights: ['service_centre.case.apply'],
  },
  {
    name: 'service_centre.items',
    component: () => import('./parts/ItemsCard.vue'),
    place: 'side',
    order: 10,
    rights: ['service_centre.case.apply'],
  },
];
