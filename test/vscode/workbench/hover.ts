import type { Locator, Page } from 'playwright';
import { until } from './until.ts';

/** Runs in the page, and stands alone: the lowest opacity of an element and what it's in. */
function opacityOf(element: unknown): string {
  const { getComputedStyle } = globalThis as unknown as {
    readonly getComputedStyle: (one: unknown) => { readonly opacity: string };
  };
  let least = '1';
  let at = element as { readonly parentElement: unknown } | null;
  while (at !== null) {
    const { opacity } = getComputedStyle(at);
    least = Number(opacity) < Number(least) ? opacity : least;
    at = at.parentElement as typeof at;
  }
  return least;
}

/**
 * Points at something until its hover is the wanted one, and returns it. A hover keeps the text that
 * it had when it was shown, and a mouse that is there already shows none: so it leaves in between.
 *
 * @param wanted what tells the hover from others
 */
export async function hoverOver(
  page: Page,
  target: () => Promise<Locator>,
  wanted: Parameters<Locator['filter']>[0],
): Promise<Locator> {
  const hovers = page.locator('.workbench-hover, .monaco-hover');
  const hover = hovers.filter(wanted).first();
  return until(
    'the hover',
    async () => {
      await page.mouse.move(0, 0);
      await (await target()).hover({ timeout: 3000 }).catch(() => undefined);
      // Its content may have to be downloaded first.
      const isShown = await hover.waitFor({ timeout: 10_000 }).then(
        () => true,
        () => false,
      );
      return isShown && (await isDrawn(hover)) ? hover : undefined;
    },
    () => hovers.allInnerTexts(),
  );
}

/** It fades in, or away again. */
async function isDrawn(hover: Locator): Promise<boolean> {
  const drawn = until(
    'the hover to be drawn',
    async () =>
      (await hover.evaluate(opacityOf, undefined, { timeout: 1000 }).catch(() => '0')) === '1'
        ? true
        : undefined,
    () => Promise.resolve(undefined),
    3000,
  );
  return drawn.catch(() => false);
}
