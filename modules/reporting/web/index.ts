// Pages of the reports: the annual report, every figure of which opens to its records.
import type { Page } from 'web/router/page';

export const pages: Page[] = [
  {
    name: 'reporting.annual_report',
    path: '/reporting/annual-report',
    component: () => import('./AnnualReport.vue'),
    title: 'reporting.page.annual_report',
    words: 'reporting.page.annual_report_words',
    rights: ['reporting.report.read'],
    menu: { group: 'data', order: 10, icon: 'report' },
  },
];
