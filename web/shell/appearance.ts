// Light or dark, usual or large type: the reader's choice on this browser, not the system's.
// public/appearance.js applies it before the first paint.
import { reactive, watch } from 'vue';
import { keep, kept } from 'web/api/kept';

export interface Appearance {
  theme: 'light' | 'dark';
  size: 'usual' | 'large';
}
export const appearance = reactive<Appearance>({ theme: 'light', size: 'usual', ...kept<Appearance>('appearance') });

watch(appearance, (now) => {
  const root = document.documentElement;
  if (now.theme === 'dark') root.setAttribute('data-theme', 'dark');
  else root.removeAttribute('data-theme');
  if (now.size === 'large') root.setAttribute('data-size', 'large');
  else root.removeAttribute('data-size');
  keep('appearance', now);
});
export const toggle_theme = (): void => void (appearance.theme = appearance.theme === 'dark' ? 'light' : 'dark');
export const toggle_size = (): void => void (appearance.size = appearance.size === 'large' ? 'usual' : 'large');
