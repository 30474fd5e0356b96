// What the routes of the organisation answer (modules/organisation/store.h), and how the lives of units, people and
// posts are said.
import type { Schema } from 'web/api/schema';
import type { Tone } from 'web/components/StatusWord.vue';
import { t } from 'web/i18n/texts';
import { business_now_ms, day_of } from 'web/time';

export type UnitLine = Schema<'organisation.unit_line'>;
export type UnitView = Schema<'organisation.unit_view'>;
export type PersonLine = Schema<'organisation.person_line'>;
export type PersonView = Schema<'organisation.person_view'>;

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
