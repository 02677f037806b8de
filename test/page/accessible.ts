import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { howMany } from '../long.ts';

type Results = Awaited<ReturnType<AxeBuilder['analyze']>>;
type Rules = Results['violations'];

/** axe's rule for colors, which it leaves open where it can't tell what is behind a text. */
const CONTRAST = 'color-contrast';

/**
 * The rules to look at in one of several themes: all in the one that most tests use, and elsewhere
 * those about colors, since a theme changes nothing else. In the long form, all in each.
 *
 * @param usual the theme that most tests use
 */
export function rulesIn(theme: string, usual = 'vscode-dark'): readonly string[] {
  const colors = [CONTRAST, 'link-in-text-block'];
  return theme === usual ? [] : howMany<readonly string[]>(colors, []);
}

/**
 * Asserts that axe finds nothing, and leaves nothing open. A list draws rows ahead of what it shows:
 * their colors are looked at when they are scrolled into sight.
 *
 * @param what the page's state, for the message
 * @param within selectors of what is looked at; by default the whole page
 * @param rules the rules that may be broken; by default all
 */
export async function assertAccessible(
  page: Page,
  what: string,
  within: readonly string[] = [],
  rules: readonly string[] = [],
): Promise<void> {
  const looking = axe(page, within);
  const { violations, incomplete } = await (
    rules.length === 0 ? looking : looking.withRules([...rules])
  ).analyze();
  assert.deepEqual(described(violations), [], what);
  let open = targets(incomplete);
  while (open.length > 0) {
    const [first = ''] = open;
    await page.evaluate(
      `document.querySelector(${JSON.stringify(first)}).scrollIntoView({ block: 'center' })`,
    );
    const seen = await axe(page, open).withRules([CONTRAST]).analyze();
    assert.deepEqual(described(seen.violations), [], `${what}, scrolled`);
    const left = targets(seen.incomplete);
    assert.ok(!left.includes(first), `${what}: axe can’t tell the contrast of ${first}`);
    open = left;
  }
}

/** In one frame: what is looked at has no other, and VS Code's never answer. */
function axe(page: Page, within: readonly string[]): AxeBuilder {
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ iframes: false });
  return within.reduce((one, selector) => one.include(selector), builder);
}

function described(rules: Rules): unknown[] {
  return rules.map(({ id, help, nodes }) => [id, help, nodes.map(({ html }) => html)]);
}

/** Where contrast is left open. Nothing else may be. */
function targets(incomplete: Rules): string[] {
  assert.deepEqual(described(incomplete.filter(({ id }) => id !== CONTRAST)), []);
  return incomplete.flatMap(({ nodes }) => nodes.map(({ target }) => target.join(' ')));
}
