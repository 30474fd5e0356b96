// What the routes of the service centre answer (modules/service_centre/views.h), and how its states are shown.
import type { FieldSpec, Filled } from 'web/components/fields';
import type { Clock } from 'web/components/PromiseClock.vue';
import type { Tone } from 'web/components/StatusWord.vue';
import type { StepView } from 'web/components/StepButtons.vue';
import { language, t } from 'web/i18n/texts';

export type CaseState =
  | 'submitted'
  | 'accepted'
  | 'returned'
  | 'approved'
  | 'rejected'
  | 'finished'
  | 'rated'
  | 'not_accepted'
  | 'withdrawn';
export type Group = 'estate' | 'works' | 'security' | 'general' | 'logistics';
export type Level = 'very_satisfied' | 'satisfied' | 'fairly_satisfied' | 'dissatisfied' | 'very_dissatisfied';

export interface ItemLine {
  id: string;
  code: string;
  category: Group;
  name: string;
  name_en: string;
  handling_department_name: string;
  promised_days: number;
  statutory_days: number | null;
  handling_unit: string | null;
  sample: boolean;
}
export interface MaterialWanted {
  key: string;
  name: string;
  name_en: string;
  required: boolean;
}
export interface ItemView {
  item: ItemLine & { basis: string; edition: number; acceptance_days: number; correction_days: number };
  materials: MaterialWanted[];
  form_fields: { name: string; fields: FieldSpec[] };
  prefill: Filled;
  prefilled: number;
  applicant_name: string;
  unit_name: string;
  department_name: string;
  open: boolean;
  closed_reason: string;
}

export interface CaseLine {
  id: string;
  number: string;
  item_name: string;
  title: string;
  unit_name: string;
  applicant_name: string;
  handling_department_name: string;
  channel: string;
  state: CaseState;
  submitted_at: string;
  accepted_at: string | null;
  due_on: string | null;
  finished_at: string | null;
  returns: number;
  rating: Level | null;
  clock: Clock;
}
export interface CaseRow extends CaseLine {
  version: number;
  item: string;
  item_code: string;
  form: Filled;
  applicant: string;
  applicant_department_name: string;
  notice: string;
  opinion: string;
  clause: string;
  remedy: string;
  result: string;
  visits: number;
  decided_at: string | null;
  decided_by_name: string;
}
export interface Material {
  key: string;
  name: string;
  required: boolean;
  state: 'given' | 'missing' | 'later';
}
export interface Rated {
  level: Level;
  points: string[];
  comment: string;
  rated_at: string;
  person_name: string;
}
export interface CaseAnswer {
  row: CaseRow;
  clock: Clock;
  steps: StepView[];
  materials: Material[];
  rated: Rated | null;
}
export interface Entry {
  id: string;
  at: string;
  step: string;
  state: CaseState;
  person_name: string;
  note: string;
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
