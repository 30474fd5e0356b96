// What the routes of the organisation answer (modules/organisation/store.h), and how the lives of units, people and
// posts are said.
import type { Tone } from 'web/components/StatusWord.vue';
import { t } from 'web/i18n/texts';
import { business_now_ms, day_of } from 'web/time';

export interface UnitLine {
  id: string;
  name: string;
  short_name: string;
  nature: string;
  level: string;
  region: string;
  region_name: string;
  leader_name: string;
  units_below: number;
  departments: number;
  valid_from: string;
  valid_until: string | null;
}
export interface UnitView {
  unit: UnitLine;
  parent: string | null;
  parent_name: string;
  departments: Array<{ id: string; name: string }>;
}
export interface PersonLine {
  id: string;
  staff_code: string;
  name: string;
  employment: string;
  unit: string;
  unit_name: string;
  post_title: string;
  department_name: string;
  valid_from: string;
  valid_until: string | null;
}
export interface PostLine {
  id: string;
  title: string;
  unit_name: string;
  department_name: string;
  roles: string[];
  is_main: boolean;
  valid_from: string;
  valid_until: string | null;
}
export interface PersonView {
  person: PersonLine;
  posts: PostLine[];
}

interface Dated {
  valid_from: string;
  valid_until: string | null;
}
/** The last day is still lived: closed is what ended before the business day. */
export const is_over = (thing: Dated): boolean =>
  thing.valid_until !== null && thing.valid_until < day_of(business_now_ms());
const is_coming = (thing: Dated): boolean => thing.valid_from > day_of(business_now_ms());

const faces: Record<'over' | 'coming' | 'now', { tone: Tone; icon: string }> = {
  over: { tone: 'plain', icon: 'no' },
  coming: { tone: 'info', icon: 'clock' },
  now: { tone: 'ok', icon: 'ok' },
};
export function life_face(
  thing: Dated,
  kind: 'unit' | 'person' | 'post',
): { tone: Tone; icon: string; word: string } {
  const key = is_over(thing) ? 'over' : is_coming(thing) ? 'coming' : 'now';
  return { ...faces[key], word: t(`organisation.life.${kind}.${key}`) };
}
export const span_of = (thing: Dated): string =>
  thing.valid_until
    ? t('organisation.life.span', { from: thing.valid_from, until: thing.valid_until })
    : t('organisation.life.since', { from: thing.valid_from });
