// What each step asks of whoever takes it (the inputs of modules/service_centre/views.h). Whether a step is possible is
// the server's word; this only says which fields belong to it and what will happen.
import type { FieldSpec } from 'web/components/fields';
import { t } from 'web/i18n/texts';
import type { CaseRow } from './model';

const text = (name: string, label: string, required: boolean, max: number): FieldSpec => ({
  name,
  label,
  type: 'text',
  required,
  min: required ? 2 : 0,
  max,
  multiline: true,
});
const opinion = text('opinion', 'service_centre.case.opinion', false, 1000);
const clause = text('clause', 'service_centre.case.clause', true, 300);
const remedy = text('remedy', 'service_centre.case.remedy', true, 300);
const note = text('note', 'service_centre.entry.note', false, 500);

const asked: Record<string, FieldSpec[]> = {
  accept: [note],
  refuse: [clause, remedy],
  return: [text('notice', 'service_centre.case.notice', true, 1000)],
  approve: [opinion],
  reject: [opinion, clause, remedy],
  finish: [
    text('result', 'service_centre.case.result', false, 300),
    { name: 'visits', label: 'service_centre.case.visits', type: 'integer', required: false, max: 99 },
  ],
  withdraw: [note],
};

export function fields_of(step: string, row: CaseRow): FieldSpec[] {
  const fields = asked[step] ?? [];
  return step === 'return' && row.returns > 0
    ? [...fields, text('why_again', 'service_centre.return_case.why_again', true, 500)]
    : fields;
}
/** Steps whose few optional words stand beside the buttons at once; the others ask in a dialog. */
export const asks_inline = (step: string): boolean => ['accept', 'approve', 'finish'].includes(step);
/** What will happen, said before it does. */
export const consequence_of = (step: string): string => t(`service_centre.consequence.${step}`);
