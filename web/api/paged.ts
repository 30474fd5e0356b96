// A list page's state: filters and sort live in the address, so that back, reload and a sent link show the same list;
// cursors live here, because they belong to one reading.
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { get } from './client';
import { keep, kept, own } from './kept';
import { load, type Loaded } from './load';

export interface Listed<Row> {
  items: Row[];
  next?: string | null;
  total?: number;
}

export interface Paged<Row> extends Loaded<Listed<Row>> {
  filter: (name: string) => string;
  set: (changes: Record<string, string>) => void;
  filters: ComputedRef<Record<string, string>>;
  sort: ComputedRef<string>;
  from: ComputedRef<number>;
  limit: Ref<number>;
  next: () => void;
  back: () => void;
  has_next: ComputedRef<boolean>;
  has_back: ComputedRef<boolean>;
}

const usual_limit = 25;

export function paged<Row>(
  path: string,
  names: string[], // filters that may stand in the address
  fixed: Record<string, string> = {}, // filters the page always sets
  usual: Record<string, string> = {}, // what counts when the address does not say: { state: 'open' }
): Paged<Row> {
  const route = useRoute();
  const router = useRouter();
  const here = route.name;
  const limit_name = own(`limit.${path}`);
  const limit = ref(kept<number>(limit_name) ?? usual_limit);
  const cursors = ref<string[]>(['']);

  const filter = (name: string): string => {
    const value = route.query[name];
    return typeof value === 'string' ? value : '';
  };
  const filters = computed(() =>
    Object.fromEntries(names.map((name) => [name, filter(name)] as const).filter(([, value]) => value !== '')),
  );
  const sort = computed(() => filter('sort') || (usual.sort ?? ''));
  // "all" in the address switches a usual filter off.
  const asked = computed(() =>
    Object.fromEntries(
      Object.entries({ ...usual, ...filters.value, ...fixed }).filter(([, value]) => value !== 'all'),
    ),
  );
  const loaded = load<Listed<Row>>(() =>
    get(path, {
      ...asked.value,
      sort: sort.value,
      limit: limit.value,
      cursor: cursors.value[cursors.value.length - 1] ?? '',
    }),
  );
  const first_page = (): void => {
    cursors.value = [''];
    void loaded.again();
  };
  watch([filters, sort], (now, before) => {
    if (route.name === here && JSON.stringify(now) !== JSON.stringify(before)) first_page();
  });
  watch(limit, (now) => {
    keep(limit_name, now);
    first_page();
  });

  return {
    ...loaded,
    filter,
    filters,
    sort,
    limit,
    set(changes) {
      const query: Record<string, string> = {};
      for (const [name, value] of Object.entries({ ...route.query, ...changes }))
        if (typeof value === 'string' && value !== '') query[name] = value;
      void router.replace({ query });
    },
    from: computed(() => (cursors.value.length - 1) * limit.value),
    next() {
      const next = loaded.data.value?.next;
      if (!next) return;
      cursors.value = [...cursors.value, next];
      void loaded.again();
    },
    back() {
      cursors.value = cursors.value.slice(0, -1);
      void loaded.again();
    },
    has_next: computed(() => Boolean(loaded.data.value?.next)),
    has_back: computed(() => cursors.value.length > 1),
  };
}
