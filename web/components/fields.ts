// Fields of a form as the server describes them (platform/entity form_of), what a person typed into them, and the
// checks that can be made before asking the server. The server checks everything again and decides.
import { filled, has_text, t } from 'web/i18n/texts';
import { is_day } from './days';

export interface FieldSpec {
  name: string;
  label: string; // text key
  type: string; // text integer boolean date instant money area choice words reference ids document
  required: boolean;
  min?: number;
  max?: number;
  multiline?: boolean;
  choices?: Array<{ value: string; label: string }>;
}
export type Filled = Record<string, unknown>;
export interface Fault {
  field: string;
  label: string;
  message: string;
}

export const label_of = (field: FieldSpec): string => t(field.label);
export const help_of = (field: FieldSpec): string => {
  const key = `${field.label}.help`;
  return has_text(key) ? t(key, { min: field.min ?? 0, max: field.max ?? 0 }) : '';
};

const whole_number = /^-?\d{1,15}$/;
const money = /^\d{1,13}(\.\d{1,2})?$/;

export const is_empty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

function fault_of(field: FieldSpec, value: unknown): string {
  if (is_empty(value)) {
    if (!field.required || field.type === 'boolean') return '';
    return t(field.choices ? 'web.form.required_choice' : 'web.form.required');
  }
  const text = String(value);
  switch (field.type) {
    case 'text': {
      const n = [...text.trim()].length;
      if (field.max && n > field.max) return t('web.form.too_long', { max: field.max, n });
      return field.min && n < field.min ? t('web.form.too_short', { min: field.min }) : '';
    }
    case 'integer':
      if (!whole_number.test(text)) return t('web.form.not_number');
      if (Number(text) < (field.min ?? 0)) return t('web.form.too_small', { min: field.min ?? 0 });
      return field.max && Number(text) > field.max ? t('web.form.too_large', { max: field.max }) : '';
    case 'money':
    case 'area':
      return money.test(text) ? '' : t('web.form.not_money');
    case 'date':
      return is_day(text) ? '' : t('web.form.not_date');
    default:
      return '';
  }
}

export function faults_of(fields: FieldSpec[], values: Filled): Fault[] {
  return fields
    .map((field) => ({ field: field.name, label: label_of(field), message: fault_of(field, values[field.name]) }))
    .filter((fault) => fault.message !== '');
}

/** What is sent: empty ones left out, numbers as numbers, texts without blanks around them. */
export function to_send(fields: FieldSpec[], values: Filled): Filled {
  const sent: Filled = {};
  for (const field of fields) {
    const value = values[field.name];
    if (is_empty(value)) continue;
    if (field.type === 'integer') sent[field.name] = Number(value);
    else if (field.type === 'text') sent[field.name] = String(value).trim();
    else sent[field.name] = value;
  }
  return sent;
}

/** A value in words: choices by their text, days and moneys as they are, nothing as "not filled in". */
export function shown(field: FieldSpec, value: unknown): string {
  if (is_empty(value)) return t('web.form.none');
  const word = (one: unknown): string => {
    const choice = field.choices?.find((each) => each.value === one);
    return choice ? t(choice.label) : String(one);
  };
  if (typeof value === 'boolean') return t(value ? 'web.form.yes' : 'web.form.no');
  if (Array.isArray(value)) return value.map(word).join(t('web.form.comma'));
  if (field.type === 'money') return filled(t('web.form.yuan'), { n: String(value) });
  return word(value);
}
