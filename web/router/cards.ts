// The workbench's parts that modules bring, found by their place like pages.
import type { Card } from './page';

const of_modules = import.meta.glob<{ cards?: Card[] }>('../../modules/*/web/index.ts', { eager: true });

export const cards: Card[] = Object.values(of_modules)
  .flatMap((module) => module.cards ?? [])
  .sort((a, b) => a.order - b.order);
