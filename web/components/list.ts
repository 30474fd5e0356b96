// What a ListFrame is told about its views and the filters in force.
export interface ListView {
  name: string;
  text: string; // in words
  icon?: string;
  tone?: string;
}

/** One filter in force, said in words; taking it away may clear several names of the address. */
export interface Chip {
  drops: string[];
  text: string;
}
export const drops_of = (chips: Chip[]): Record<string, string> =>
  Object.fromEntries(chips.flatMap((chip) => chip.drops).map((name) => [name, '']));

export const longest_search = 80; // characters
export const short_list = 10; // rows; so few need no pager
export const chosen = (event: Event): string => (event.target as HTMLSelectElement).value;
