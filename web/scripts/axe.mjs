// axe over one page: WCAG 2.0–2.2 A and AA. Answers findings as lines a person can act on.
import { AxeBuilder } from '@axe-core/playwright';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function findings(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.target.join(' ')} – ${node.failureSummary?.split('\n')[1] ?? ''}`,
    ),
  );
}
