// The views that stand as tabs over the list of cases, and the filters in force as words.
import type { Chip, ListView } from 'web/components/list';
import { t } from 'web/i18n/texts';
import { named, type ItemLine } from './model';

interface CaseView extends ListView {
  state: string;
  due: string;
}
const view = (name: string, state: string, due = '', icon?: string, tone?: string): CaseView => ({
  name,
  state,
  due,
  text: t(`service_centre.view.${name}`),
  ...(icon ? { icon } : {}),
  ...(tone ? { tone } : {}),
});
export const case_views = (): CaseView[] => [
  view('open', ''),
  view('submitted', 'submitted'),
  view('due_today', '', 'today', 'clock', 'warn'),
  view('overdue', '', 'overdue', 'over', 'bad'),
  view('due_week', '', 'week'),
  view('returned', 'returned'),
  view('finished', 'finished'),
  view('all', 'all'),
];

export function chips_of(filters: Record<string, string>, items: ItemLine[]): Chip[] {
  const chips: Chip[] = [];
  const item = items.find((one) => one.code === filters.item);
  if (filters.item) chips.push({ drops: ['item'], text: item ? named(item) : filters.item });
  if (filters.mine) chips.push({ drops: ['mine'], text: t('service_centre.list.mine') });
  if (filters.q) chips.push({ drops: ['q'], text: t('service_centre.list.with_words', { words: filters.q }) });
  if (filters.state && filters.state !== 'all')
    chips.push({ drops: ['state'], text: t(`service_centre.view.of_state.${filters.state}`) });
  if (filters.due) chips.push({ drops: ['due'], text: t(`service_centre.view.of_due.${filters.due}`) });
  return chips;
}
