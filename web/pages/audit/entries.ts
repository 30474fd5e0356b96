// What the audit's routes answer (platform/audit/views.h), and how verbs and things are worded.
import type { Schema } from 'web/api/schema';
import { has_text, keys_of, t } from 'web/i18n/texts';

export type EntryLine = Schema<'audit.entry'>;
export type ChainState = Schema<'audit.state'>;
export type Cell = string | number | boolean | null | Cell[] | { [name: string]: Cell };
export interface Change {
  field: string;
  label: string;
  before: Cell;
  after: Cell;
}
// What the interface calls a document is free JSON there; here its shape is known.
export interface EntryView extends Omit<Schema<'audit.entry_view'>, 'values'> {
  values: { changes?: Change[]; detail?: Record<string, Cell> };
}

// A sign-in to an account that is not there is nobody's; what was typed as its name is not kept.
const on_unknown_account = (entry: EntryLine): boolean => entry.entity === 'access.account' && !entry.record;
export const who_text = (entry: EntryLine): string => {
  if (entry.name) return entry.name;
  if (entry.person) return t('web.audit.name_erased');
  return t(on_unknown_account(entry) ? 'web.audit.unknown_account' : 'web.audit.platform');
};
export const verb_text = (verb: string): string => (has_text(`verb.${verb}`) ? t(`verb.${verb}`) : verb);
export const entity_text = (entity: string): string =>
  has_text(`entity.${entity}`) ? t(`entity.${entity}`) : has_text(entity) ? t(entity) : entity;
/** Every verb that has a name, for the filter: "service_centre.case.accept". */
export const verbs = (): string[] => keys_of('verb.').map((key) => key.slice('verb.'.length));

/** A value as a person reads it; what is inside lists and objects stays as it was kept. */
export function cell_text(value: Cell, label: string): string {
  if (value === null || value === '') return t('web.audit.nothing');
  if (typeof value === 'boolean') return t(value ? 'web.form.yes' : 'web.form.no');
  if (typeof value === 'object') return JSON.stringify(value, null, 1);
  const word = `${label}.${String(value)}`; // of a choice: service_centre.case.state.accepted
  return has_text(word) ? t(word) : String(value);
}
