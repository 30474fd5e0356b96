// The time line of a case in words, newest first, and where the clock stood still.
import type { Happening } from 'web/components/TimeLine.vue';
import { t } from 'web/i18n/texts';
import type { Entry } from './model';

const icons: Record<string, string> = {
  submit: 'send',
  accept: 'ok',
  refuse: 'no',
  return: 'pausec',
  resubmit: 'upload',
  approve: 'ok',
  reject: 'no',
  finish: 'ok',
  rate: 'star',
  withdraw: 'back',
};

export function happenings_of(entries: Entry[]): Happening[] {
  const newest_first = [...entries].sort(
    (a, b) => Date.parse(b.at) - Date.parse(a.at) || Number(b.id) - Number(a.id),
  );
  return newest_first.map((entry, index) => ({
    id: entry.id,
    title: t(`service_centre.case.done.${entry.step}`),
    at: entry.at,
    who: entry.person_name,
    note: entry.note,
    icon: icons[entry.step] ?? 'dot',
    paused: newest_first[index + 1]?.state === 'returned',
  }));
}
