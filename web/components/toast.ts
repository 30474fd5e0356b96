// Short words at the foot of the page that go by themselves; read out by a screen reader.
import { ref } from 'vue';

export interface Toast {
  id: number;
  text: string;
  icon: string;
}
const shown_ms = 8_000;
const most = 3;
let next = 1;
export const toasts = ref<Toast[]>([]);

export function say(text: string, icon = 'ok'): void {
  const id = next++;
  toasts.value = [...toasts.value, { id, text, icon }].slice(-most);
  window.setTimeout(() => unsay(id), shown_ms);
}
export function unsay(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}
