// What the routes of reporting answer (modules/reporting/model.h), and what the page counts from it.
import type { Schema } from 'web/api/schema';

export type Part = Schema<'reporting.part'>;
export type Item = Schema<'reporting.item'>;
export type Section = Schema<'reporting.section'>;
export type Report = Schema<'reporting.report'>;
export type Figure = Schema<'reporting.figure'>;
export type FigureRow = Schema<'reporting.record'>;

export const is_slot = (part: Part): boolean => part.kind !== 'text';
export const is_answered = (part: Part): boolean => part.state === 'answered' || part.state === 'exact';

/** Where an item stands on the page; the plan repeats numbers of the report, so the section belongs to the name. */
export const anchor = (section: number, item: Item): string => `item-${section + 1}-${item.number}`;

export interface Tally {
  slots: number;
  answered: number;
  empty: number; // nothing answers them yet
  closed: number; // answered, but not to this reader
}
export function tally(items: Item[]): Tally {
  const slots = items.flatMap((item) => item.parts).filter(is_slot);
  const answered = slots.filter(is_answered).length;
  const empty = slots.filter((part) => part.state === 'no_source').length;
  return { slots: slots.length, answered, empty, closed: slots.length - answered - empty };
}

/** The figures that can be opened, in the order of the page. */
export const figures_of = (report: Report): string[] =>
  report.sections
    .flatMap((section) => section.items)
    .flatMap((item) => item.parts)
    .filter((part) => part.kind === 'figure' && is_answered(part))
    .map((part) => part.key);

/** "13,482" as a number. */
export const number_of = (text: string): number => Number(text.replace(/,/g, ''));
