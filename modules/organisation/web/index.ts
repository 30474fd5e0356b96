// Pages of the organisation: units as a tree, one unit, people, one person. Reading only.
import type { Page } from 'web/router/page';

const group = 'manage' as const;

export const pages: Page[] = [
  {
    name: 'organisation.units',
    path: '/organisation/units',
    component: () => import('./Units.vue'),
    title: 'organisation.page.units',
    words: 'organisation.page.units_words',
    rights: ['organisation.unit.read'],
    menu: { group, order: 10, icon: 'org' },
  },
  {
    name: 'organisation.unit',
    path: '/organisation/units/:id',
    component: () => import('./UnitPage.vue'),
    title: 'organisation.page.unit',
    rights: ['organisation.unit.read'],
    under: 'organisation.units',
    sample: { id: '/api/organisation/units' },
  },
  {
    name: 'organisation.people',
    path: '/organisation/people',
    component: () => import('./People.vue'),
    title: 'organisation.page.people',
    words: 'organisation.page.people_words',
    rights: ['organisation.person.read'],
    menu: { group, order: 20, icon: 'users' },
  },
  {
    name: 'organisation.person',
    path: '/organisation/people/:id',
    component: () => import('./PersonPage.vue'),
    title: 'organisation.page.person',
    rights: ['organisation.person.read'],
    under: 'organisation.people',
    sample: { id: '/api/organisation/people' },
  },
];
