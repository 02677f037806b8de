import path from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright';
import { pageOptions } from '../../scripts/build.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { THEMES } from './themes.ts';

export const ORIGIN = 'https://page.example';
/** Has the page's origin, and nothing that takes time. */
const EMPTY = `${ORIGIN}/empty`;
export const SCREENSHOTS = path.resolve(import.meta.dirname, '..', '..', '.cache', 'screenshots');

/** What the page's HTML is built from. */
export const SOURCES = {
  script: `${ORIGIN}/page.js`,
  stylesheet: `${ORIGIN}/page.css`,
  nonce: 'bm9uY2U=',
  styles: ORIGIN,
} as const;

/**
 * What VS Code gives a page, as the page sees it: where its messages go, and state that outlives
 * the page when another tab hides it.
 */
const VSCODE = `
window.said = [];
window.acquireVsCodeApi = () => ({
  postMessage: (message) => {
    if (message.kind !== 'ping') {
      window.said.push(message);
    } else if (window.isGone !== true) {
      dispatchEvent(new MessageEvent('message', { data: { kind: 'pong' } }));
    }
  },
  getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
  setState: (state) => { sessionStorage.setItem('state', JSON.stringify(state)); },
});
`;

/** Sets the variables of the theme named in the session. */
const THEME = `
addEventListener('DOMContentLoaded', () => {
  const { style } = document.documentElement;
  const theme = ${JSON.stringify(THEMES)}[sessionStorage.getItem('theme')] ?? {};
  for (const [name, value] of Object.entries(theme)) { style.setProperty(name, value); }
  style.setProperty('--vscode-font-family', 'system-ui, "Ubuntu", "Droid Sans", sans-serif');
  style.setProperty('--vscode-font-size', '13px');
});
`;

/**
 * A browser in which `ORIGIN` serves one of our pages, with its script and stylesheet.
 *
 * @param html called at each load
 * @param pictures bytes by the last part of their URLs
 */
export async function openPageInBrowser(
  name: keyof typeof pageOptions.entryPoints,
  html: () => string,
  pictures: Readonly<Record<string, Buffer>> = {},
): Promise<{ browser: Browser; page: Page }> {
  const { outputFiles } = await build({
    ...pageOptions,
    entryPoints: { page: pageOptions.entryPoints[name] },
    sourcemap: false,
    write: false,
  });
  const built = (ending: string): string =>
    outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
  const browser = await launchBrowser();
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-US' });
  const page = await context.newPage();
  await page.route(`${ORIGIN}/**`, async (route) => {
    const url = route.request().url();
    const picture = pictures[path.basename(url)];
    if (url === `${ORIGIN}/`) {
      await route.fulfill({ contentType: 'text/html', body: html() });
    } else if (url === EMPTY) {
      await route.fulfill({ contentType: 'text/html', body: '<!doctype html>' });
    } else if (url === SOURCES.script) {
      await route.fulfill({ contentType: 'text/javascript', body: built('.js') });
    } else if (url === SOURCES.stylesheet) {
      await route.fulfill({ contentType: 'text/css', body: built('.css') });
    } else if (picture === undefined) {
      await route.fulfill({ status: 404 });
    } else {
      await route.fulfill({ body: picture });
    }
  });
  await page.addInitScript(VSCODE);
  await page.addInitScript(THEME);
  return { browser, page };
}

/** Loads the page as if for the first time. */
export async function loadPage(
  page: Page,
  theme: string,
  size: { width: number; height: number },
): Promise<void> {
  await page.setViewportSize(size);
  await page.goto(EMPTY);
  await page.evaluate(
    `sessionStorage.clear(); sessionStorage.setItem('theme', ${JSON.stringify(theme)})`,
  );
  await page.goto(`${ORIGIN}/`);
}
