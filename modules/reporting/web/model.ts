// What the routes of reporting answer (modules/reporting/model.h), and what the page counts from it.
export type PartKind = 'text' | 'figure' | 'fact';
export type SlotState = 'none' | 'answered' | 'exact' | 'no_source' | 'no_right' | 'hidden';

export interface Part {
  kind: PartKind;
  text: string;
  unit: string;
  key: string;
  state: SlotState;
}
export interface Item {
  number: number;
  title: string;
  parts: Part[];
}
export interface Section {
  title: string;
  plan: boolean;
  items: Item[];
}
export interface Report {
  year: number;
  title: string;
  as_of: string;
  figures: number;
  facts: number;
  plans: number;
  answered: number;
  sections: Section[];
}

export type PrintedForm = 'exact' | 'over' | 'nearly' | 'at_least';
export interface Figure {
  key: string;
  year: number;
  version: number;
  nature: 'flow' | 'stock';
  unit: string; // text key
  value: string;
  printed: string;
  form: PrintedForm;
  least: string; // what the printed words allow, both included; empty where there is no such end
  most: string;
  form_fits: boolean;
  hidden: boolean;
  records: number;
  visible: number;
  numerator: number | null;
  denominator: number | null;
  freshest: string | null;
  as_of: string;
  last_year: string;
  notes: Array<{ key: string; value: number }>;
}
export interface FigureRow {
  id: string;
  number: string;
  title: string;
  unit: string;
  day: string;
  address: string;
}

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
