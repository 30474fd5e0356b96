// The workbench's parts that modules bring, found by their place like pages.
import type { Card } from './page';

const of_modules = import.meta.glob<Card[] | undefined>('../../modules/*/web/index.ts', {
  eager: true,
  import: 'cards',
});

export const cards: Card[] = Object.values(of_modules)
  .flatMap((list) => list ?? [])
  .sort((a, b) => a.order - b.order);
