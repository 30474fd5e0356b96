// What an EntityTable is told about its columns, and what it keeps of the reader's choices.
import { keep, kept, own } from 'web/api/kept';

export interface Column {
  key: string;
  label: string; // text key
  width?: number; // rem; the reader may widen it
  sort?: string; // as the server names it, with its direction: "-accepted_at" = newest first
  align?: 'right';
  fixed?: boolean; // cannot be hidden
  low?: boolean; // goes first in large type
  hidden?: boolean; // hidden until the reader brings it
}

export interface TableChoice {
  hidden: string[];
  shown: string[]; // brought back although hidden by default
  widths: Record<string, number>;
  dense: boolean;
}
const plain: TableChoice = { hidden: [], shown: [], widths: {}, dense: false };

export const table_choice = (name: string): TableChoice => ({ ...plain, ...kept<TableChoice>(own(`table.${name}`)) });
export const keep_table_choice = (name: string, choice: TableChoice): void => keep(own(`table.${name}`), choice);

export function is_shown(column: Column, choice: TableChoice): boolean {
  if (column.fixed) return true;
  if (choice.hidden.includes(column.key)) return false;
  return !column.hidden || choice.shown.includes(column.key);
}

/** What a page may ask of its table. */
export interface TableHandle {
  choice: TableChoice;
  toggle: (column: Column) => void;
  set_dense: (dense: boolean) => void;
  is_shown: (column: Column) => boolean;
  forget_choices: () => void;
}
