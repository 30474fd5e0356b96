// Reading for a page: data, problem, "still reading" that only shows after 400 ms, and a way to read again.
// Only the newest answer counts; an older one arriving late is dropped.
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { no_network, Problem } from './problem';

export interface Loaded<T> {
  data: ShallowRef<T | null>;
  problem: ShallowRef<Problem | null>;
  reading: Ref<boolean>; // a request is under way
  slow: Ref<boolean>; // … and has been for 400 ms: show the skeleton
  again: () => Promise<void>;
}

const skeleton_after_ms = 400;

export function load<T>(ask: () => Promise<T>): Loaded<T> {
  const data = shallowRef<T | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const reading = ref(false);
  const slow = ref(false);
  let turn = 0;
  let timer = 0;
  async function again(): Promise<void> {
    const mine = ++turn;
    reading.value = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => (slow.value = true), skeleton_after_ms);
    try {
      const answer = await ask();
      if (mine !== turn) return;
      data.value = answer;
      problem.value = null;
    } catch (error) {
      if (mine !== turn) return;
      problem.value = error instanceof Problem ? error : no_network();
      if (!(error instanceof Problem)) console.error(error);
    } finally {
      if (mine === turn) {
        window.clearTimeout(timer);
        reading.value = false;
        slow.value = false;
      }
    }
  }
  onScopeDispose(() => {
    turn++;
    window.clearTimeout(timer);
  });
  void again();
  return { data, problem, reading, slow, again };
}
