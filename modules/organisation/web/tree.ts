// The tree of units, level by level: children are asked for when a unit is opened, further ones when asked for, because
// a city has two thousand units and a reader looks at twenty.
import { computed, reactive, type ComputedRef } from 'vue';
import { get } from 'web/api/client';
import type { Listed } from 'web/api/paged';
import { no_network, Problem } from 'web/api/problem';
import { is_over, type UnitLine } from './model';

export interface Branch {
  line: UnitLine | null; // null: the root above all
  level: number;
  open: boolean;
  children: Branch[];
  read: boolean; // the first page of children is here
  next: string;
  reading: boolean;
  problem: Problem | null;
}
export type Shown = { key: string; branch: Branch; kind: 'unit' | 'more' | 'problem' | 'reading' };

const per_page = 100; // the most that the server gives at a time
const branch_of = (line: UnitLine | null, level: number): Branch => ({
  line,
  level,
  open: line === null,
  children: [],
  read: false,
  next: '',
  reading: false,
  problem: null,
});

export interface UnitTree {
  root: Branch;
  shown: ComputedRef<Shown[]>;
  open: (branch: Branch) => Promise<void>;
  fold: (branch: Branch) => void;
  more: (branch: Branch) => Promise<void>;
}

export function unit_tree(with_closed: () => boolean): UnitTree {
  const root: Branch = reactive(branch_of(null, 0));

  async function more(branch: Branch): Promise<void> {
    if (branch.reading) return;
    branch.reading = true;
    try {
      const answer = await get<Listed<UnitLine>>('/api/organisation/units', {
        parent: branch.line?.id,
        limit: per_page,
        cursor: branch.next,
      });
      branch.children.push(...answer.items.map((line) => branch_of(line, branch.level + 1)));
      branch.next = answer.next ?? '';
      branch.read = true;
      branch.problem = null;
    } catch (error) {
      branch.problem = error instanceof Problem ? error : no_network();
    } finally {
      branch.reading = false;
    }
  }
  async function open(branch: Branch): Promise<void> {
    branch.open = true;
    if (!branch.read) await more(branch);
  }
  function below(branch: Branch): Shown[] {
    const key = branch.line?.id ?? 'root';
    const units = branch.children
      .filter((child) => with_closed() || !is_over(child.line!))
      .flatMap((child) => [
        { key: child.line!.id, branch: child, kind: 'unit' } as Shown,
        ...(child.open ? below(child) : []),
      ]);
    if (branch.problem) units.push({ key: `${key} problem`, branch, kind: 'problem' });
    else if (branch.reading && !branch.read) units.push({ key: `${key} reading`, branch, kind: 'reading' });
    else if (branch.next) units.push({ key: `${key} more`, branch, kind: 'more' });
    return units;
  }
  return {
    root,
    shown: computed(() => below(root)),
    open,
    fold: (branch) => void (branch.open = false),
    more,
  };
}
