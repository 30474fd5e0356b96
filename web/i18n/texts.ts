// The words of the desk: t('web.reading'). Texts are flat objects key → text and come from
// web/texts, modules/*/texts, modules/*/web/texts and platform/*/texts. Chinese is in the first load; English is
// fetched when asked for. {name} is replaced; {n, plural, one {# case} other {# cases}} chooses by number.
import { ref } from 'vue';

export type Language = 'zh' | 'en';
export type Args = Record<string, string | number>;
type Table = Record<string, string>;

const chinese = import.meta.glob<Table>(
  [
    '../texts/zh.json',
    '../../modules/*/texts/zh.json',
    '../../modules/*/web/texts/zh.json',
    '../../platform/*/texts/zh.json',
    '../../practices/*/texts/zh.json',
  ],
  { eager: true, import: 'default' },
);
const english = import.meta.glob<Table>(
  [
    '../texts/en.json',
    '../../modules/*/texts/en.json',
    '../../modules/*/web/texts/en.json',
    '../../platform/*/texts/en.json',
    '../../practices/*/texts/en.json',
  ],
  { import: 'default' },
);

const merged = (tables: Table[]): Table => Object.assign({}, ...tables) as Table;
const zh = merged(Object.values(chinese));
const table = ref<Table>(zh);
export const language = ref<Language>('zh');

export async function speak(wanted: Language): Promise<void> {
  table.value =
    wanted === 'en' ? { ...zh, ...merged(await Promise.all(Object.values(english).map((load) => load()))) } : zh;
  language.value = wanted;
  document.documentElement.lang = wanted === 'en' ? 'en' : 'zh-CN';
}

export const has_text = (key: string): boolean => key in table.value;
/** Every key that begins so: what can be chosen from, when the choices are the named ones. */
export const keys_of = (prefix: string): string[] => Object.keys(table.value).filter((key) => key.startsWith(prefix));

/** The text of a key; the key itself when there is none, so that what the server already worded passes through. */
export function t(key: string, args: Args = {}): string {
  const text = table.value[key];
  return text === undefined ? key : filled(text, args);
}

export function filled(text: string, args: Args): string {
  const chosen = text.replace(
    /\{(\w+), plural,\s*(?:one \{([^{}]*)\}\s*)?other \{([^{}]*)\}\}/g,
    (_, name: string, one: string | undefined, other: string) =>
      (Number(args[name]) === 1 && one !== undefined ? one : other).replace(/#/g, String(args[name] ?? '')),
  );
  return chosen.replace(/\{(\w+)\}/g, (whole, name: string) => (name in args ? String(args[name]) : whole));
}

/** 13,482 */
export function grouped(n: number | string): string {
  const [whole = '', rest] = String(n).split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return rest === undefined ? spaced : `${spaced}.${rest}`;
}
