// What the browser keeps for one account: drafts, columns, appearance. Losing it must never lose a submitted thing,
// so everything here tolerates a browser that keeps nothing.
import { account_key } from './session';

const prefix = 'tongguan.';
const draft_limit = 30; // drafts per account; the oldest goes first

export function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // Full or forbidden storage: the page still works, it only forgets.
  }
}
export function kept<T>(name: string): T | null {
  try {
    const text = localStorage.getItem(prefix + name);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}
export function forget(name: string): void {
  try {
    localStorage.removeItem(prefix + name);
  } catch {
    // nothing to forget
  }
}

/** Of the account at work: "columns.cases", "draft.service_centre.3". */
export const own = (name: string): string => `${account_key()}.${name}`;

export interface Draft<T> {
  saved_at_ms: number; // business time
  content: T;
}
export function save_draft<T>(name: string, content: T, now_ms: number): void {
  const index = (kept<string[]>(own('drafts')) ?? []).filter((other) => other !== name);
  index.push(name);
  while (index.length > draft_limit) forget(own(`draft.${index.shift()}`));
  keep(own('drafts'), index);
  keep(own(`draft.${name}`), { saved_at_ms: now_ms, content } satisfies Draft<T>);
}
export const read_draft = <T>(name: string): Draft<T> | null => kept<Draft<T>>(own(`draft.${name}`));
export const drop_draft = (name: string): void => forget(own(`draft.${name}`));
