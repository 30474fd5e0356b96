// What the routes of the service centre answer (modules/service_centre/views.h), and how its states are shown.
import type { Schema } from 'web/api/schema';
import type { FieldSpec, Filled } from 'web/components/fields';
import type { Tone } from 'web/components/StatusWord.vue';
import type { StepView } from 'web/components/StepButtons.vue';
import { language, t } from 'web/i18n/texts';

export type ItemLine = Schema<'service_centre.item_line'>;
export type MaterialWanted = Schema<'service_centre.material_wanted'>;
export type CaseLine = Schema<'service_centre.case_line'>;
export type Material = Schema<'service_centre.material_view'>;
export type Rated = Schema<'service_centre.rating_view'>;
export type Entry = Schema<'service_centre.entry'>;
export type CaseState = CaseLine['state'];
export type Group = ItemLine['category'];
export type Level = Rated['level'];

// What the interface calls a document is free JSON there; here its shape is known.
export interface ItemView extends Omit<Schema<'service_centre.item_view'>, 'form_fields' | 'prefill'> {
  form_fields: { name: string; fields: FieldSpec[] };
  prefill: Filled;
}
export interface CaseRow extends Omit<Schema<'service_centre.case'>, 'form'> {
  form: Filled;
}
export interface CaseAnswer extends Omit<Schema<'service_centre.case_page'>, 'row' | 'steps'> {
  row: CaseRow;
  steps: StepView[];
}

export const levels: Level[] = [
  'very_satisfied',
  'satisfied',
  'fairly_satisfied',
  'dissatisfied',
  'very_dissatisfied',
];
export const is_bad = (level: Level): boolean => level === 'dissatisfied' || level === 'very_dissatisfied';

const faces: Record<CaseState, { tone: Tone; icon: string }> = {
  submitted: { tone: 'info', icon: 'inbox' },
  accepted: { tone: 'info', icon: 'run' },
  returned: { tone: 'pause', icon: 'pausec' },
  approved: { tone: 'info', icon: 'check' },
  rejected: { tone: 'bad', icon: 'no' },
  finished: { tone: 'ok', icon: 'ok' },
  rated: { tone: 'ok', icon: 'star' },
  not_accepted: { tone: 'bad', icon: 'no' },
  withdrawn: { tone: 'plain', icon: 'back' },
};
export const state_face = (state: CaseState): { tone: Tone; icon: string; word: string } => ({
  ...faces[state],
  word: t(`service_centre.case.state.${state}`),
});

/** Refused or withdrawn before it was accepted: the promise never began, so there is no clock to show. */
export const has_clock = (state: CaseState, clock: CaseLine['clock']): boolean =>
  clock.state !== 'not_started' || state === 'submitted';

const group_icons: Record<Group, string> = {
  estate: 'building',
  works: 'crane',
  security: 'shield',
  general: 'stamp',
  logistics: 'bowl',
};
export const group_icon = (group: Group): string => group_icons[group];
const item_icons: Record<string, string> = { person_pass: 'key', seal_certificate: 'stamp', meal_card: 'card' };
export const item_icon = (item: { code: string; category: Group }): string =>
  item_icons[item.code] ?? group_icons[item.category];

/** A name in the reader's language; the Chinese one is the official one. */
export const named = (thing: { name: string; name_en: string }): string =>
  language.value === 'en' && thing.name_en ? thing.name_en : thing.name;
