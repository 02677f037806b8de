import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright';
import type { BatchProgress, FromBatchPage, ToBatchPage } from '../../src/batch/page/messages.ts';
import { batchHtml } from '../../src/batch/panel/html.ts';
import { pageTexts } from '../../src/batch/words/page.ts';
import { chair, lamp, mug, portrait } from '../drawings.ts';
import type { Content } from './batchContent.ts';
import { until } from '../vscode/workbench/until.ts';
import { loadPage, openPageInBrowser, ORIGIN, SOURCES } from './pageInBrowser.ts';

/** The batch page in a browser, with the test in the extension's place. */
export class BatchStage {
  readonly page: Page;
  readonly #browser: Browser;
  /** Errors that the page's console has logged. */
  readonly complaints: string[] = [];

  constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error') {
        this.complaints.push(message.text());
      }
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
  }

  /** Reopens the page with its saved state, as VS Code does when it's visible again. */
  async open(): Promise<void> {
    await this.page.goto(`${ORIGIN}/`);
    await this.saidNext('ready');
  }

  /** Opens it as if for the first time. */
  async openNew(theme: string, size: { width: number; height: number }): Promise<void> {
    await loadPage(this.page, theme, size);
    await this.saidNext('ready');
  }

  async resize(size: { width: number; height: number }): Promise<void> {
    await this.page.setViewportSize(size);
    await this.drawn();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
    await this.drawn();
  }

  /** Where something that is drawn is. */
  async boxOf(one: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await one.boundingBox();
    assert.ok(box !== null);
    return box;
  }

  async send(message: ToBatchPage): Promise<void> {
    await this.post(message);
    await this.drawn();
  }

  /** Sends all messages without waiting for the page to draw them. */
  async post(...messages: readonly ToBatchPage[]): Promise<void> {
    const list = JSON.stringify(messages);
    await this.page.evaluate(
      `for (const data of ${list}) { dispatchEvent(new MessageEvent('message', { data })); }`,
    );
  }

  async show({ facts, rows }: Content, run?: string): Promise<void> {
    await this.send({
      kind: 'all',
      facts,
      rows,
      texts: pageTexts(),
      ...(run === undefined ? {} : { run }),
    });
  }

  async progress(progress: BatchProgress | undefined): Promise<void> {
    await this.send({ kind: 'progress', ...(progress === undefined ? {} : { progress }) });
  }

  /** Waits for two frames: by then the page has drawn what it received. */
  async drawn(): Promise<void> {
    await this.page.evaluate(
      'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
    );
  }

  /** Makes the extension stop answering, or answer again. */
  async gone(isGone: boolean): Promise<void> {
    await this.page.evaluate(`window.isGone = ${isGone}`);
  }

  /** Waits for the next message of this kind and removes it. */
  async saidNext<K extends FromBatchPage['kind']>(
    kind: K,
  ): Promise<Extract<FromBatchPage, { kind: K }>> {
    return until(`a message ${kind}`, async () => {
      const said = await this.page.evaluate<FromBatchPage[]>('window.said.splice(0)');
      return said.find((one): one is Extract<FromBatchPage, { kind: K }> => one.kind === kind);
    });
  }

  /** All messages since the last call. */
  async said(): Promise<FromBatchPage[]> {
    return this.page.evaluate<FromBatchPage[]>('window.said.splice(0)');
  }

  get grid(): Locator {
    return this.page.getByRole('grid', { name: 'Pictures' });
  }

  row(name: string | RegExp): Locator {
    return this.grid.getByRole('row', { name });
  }

  /** Row elements in the page, without the header. */
  async rowCount(): Promise<number> {
    return this.page.locator('#rows > *').count();
  }

  /** File names in the page, in order. */
  async files(): Promise<string[]> {
    return this.page.locator('#rows .file .first').allTextContents();
  }

  /** The focused row, as a screen reader sees it. */
  async activeRow(): Promise<string> {
    return this.page.evaluate<string>(
      "document.getElementById(document.getElementById('grid').getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-label') ?? ''",
    );
  }

  /** What VS Code would restore after a restart. */
  async kept(): Promise<{
    readonly run?: string;
    readonly scrollTop?: number;
    readonly focus?: string;
  }> {
    return this.page.evaluate("JSON.parse(sessionStorage.getItem('state') ?? '{}')");
  }

  async scrollTop(): Promise<number> {
    return this.page.evaluate<number>("document.getElementById('grid').scrollTop");
  }

  async scrollTo(top: number): Promise<void> {
    await this.page.evaluate(`document.getElementById('grid').scrollTop = ${top}`);
    await this.drawn();
  }

  /** A URL that the page may load a picture from. */
  picture(name: 'chair' | 'lamp' | 'mug' | 'portrait' | 'none'): string {
    return `${ORIGIN}/pictures/${name}`;
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

export async function openBatchStage(): Promise<BatchStage> {
  const pictures = {
    chair: await chair(),
    lamp: await lamp(),
    mug: await mug(),
    portrait: await portrait(),
  };
  const { browser, page } = await openPageInBrowser(
    'batch',
    () => batchHtml({ ...SOURCES, images: ORIGIN }),
    pictures,
  );
  return new BatchStage(browser, page);
}
