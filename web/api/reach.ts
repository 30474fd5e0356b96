// Whether the server answers. Set by every request; the banner of the shell shows it.
import { ref } from 'vue';

export const reachable = ref(true);
export function watch_network(): void {
  window.addEventListener('offline', () => (reachable.value = false));
  window.addEventListener('online', () => (reachable.value = true));
}
