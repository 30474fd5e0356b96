// The views that stand as tabs over the list of cases, and the filters in force as words.
import { t } from 'web/i18n/texts';
import { named, type ItemLine } from './model';

export interface View {
  name: string;
  state: string;
  due: string;
  icon?: string;
  tone?: string;
}
export const views: View[] = [
  { name: 'open', state: '', due: '' },
  { name: 'submitted', state: 'submitted', due: '' },
  { name: 'due_today', state: '', due: 'today', icon: 'clock', tone: 'warn' },
  { name: 'overdue', state: '', due: 'overdue', icon: 'over', tone: 'bad' },
  { name: 'due_week', state: '', due: 'week' },
  { name: 'returned', state: 'returned', due: '' },
  { name: 'finished', state: 'finished', due: '' },
  { name: 'all', state: 'all', due: '' },
];

export interface Chip {
  name: string;
  text: string;
}
export function chips_of(filters: Record<string, string>, items: ItemLine[]): Chip[] {
  const chips: Chip[] = [];
  const item = items.find((one) => one.code === filters.item);
  if (filters.item) chips.push({ name: 'item', text: item ? named(item) : filters.item });
  if (filters.mine) chips.push({ name: 'mine', text: t('service_centre.list.mine') });
  if (filters.q) chips.push({ name: 'q', text: t('service_centre.list.with_words', { words: filters.q }) });
  if (filters.state && filters.state !== 'all')
    chips.push({ name: 'state', text: t(`service_centre.view.of_state.${filters.state}`) });
  if (filters.due) chips.push({ name: 'due', text: t(`service_centre.view.of_due.${filters.due}`) });
  return chips;
}
