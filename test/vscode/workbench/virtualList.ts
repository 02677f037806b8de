// VS Code's lists render only the rows in view, so reading them all requires scrolling.
import type { Locator } from 'playwright';
import type { PageElement } from './pageElement.ts';
import { until } from './until.ts';

/** What to read from a row: an attribute or the text, of the row or the first match inside it. */
export interface Field {
  selector?: string;
  attribute?: string;
}

export type Values<K extends string> = Record<K, string | undefined>;

interface DrawnRow<K extends string> {
  index: number;
  last: boolean;
  values: Values<K>;
}

export class VirtualList<K extends string> {
  readonly #list: Locator;
  readonly #fields: Record<K, Field>;

  /**
   * @param list the `.monaco-list`
   * @param fields what to read of each row
   */
  constructor(list: Locator, fields: Record<K, Field>) {
    this.#list = list;
    this.#fields = fields;
  }

  /** All rows, top to bottom. */
  async rows(): Promise<Values<K>[]> {
    const all: Values<K>[] = [];
    for await (const { values } of this.#walk()) {
      all.push(values);
    }
    return all;
  }

  /**
   * The first matching row, scrolled into view; undefined when there is none.
   * @param fitting called for every row, in order from the top
   */
  async find(fitting: (values: Values<K>) => boolean): Promise<Locator | undefined> {
    for await (const { index, values } of this.#walk()) {
      if (fitting(values)) {
        const row = this.#list.locator(`.monaco-list-row[data-index="${index}"]`).first();
        await this.#bringIntoView(row);
        return row;
      }
    }
    return undefined;
  }

  async *#walk(): AsyncGenerator<DrawnRow<K>> {
    let drawn = await this.#drawn();
    if (drawn.length > 0 && drawn[0]?.index !== 0) {
      await this.#scroll(-1_000_000);
      drawn = await until('the top of the list', async () => {
        const rows = await this.#drawn();
        return rows[0] === undefined || rows[0].index === 0 ? rows : undefined;
      });
    }
    let next = 0;
    for (;;) {
      for (const row of drawn.filter(({ index }) => index >= next)) {
        yield row;
        next = row.index + 1;
        // A row that was the last one still says so when rows are added below it.
        if (row.last && row === drawn.at(-1)) {
          return;
        }
      }
      if (drawn.length === 0) {
        return;
      }
      const height = (await this.#list.boundingBox())?.height ?? 0;
      await this.#scroll(Math.max(height * 0.8, 44));
      drawn = await until(`row ${next} of the list`, async () => {
        const rows = await this.#drawn();
        // The list may have become shorter in the meantime.
        const more = rows.length === 0 || rows.some(({ index, last }) => index >= next || last);
        return more ? rows.filter(({ index }) => index >= next) : undefined;
      });
    }
  }

  async #drawn(): Promise<DrawnRow<K>[]> {
    const fields = Object.entries<Field>(this.#fields);
    const rows = await this.#list.locator('.monaco-list-row').evaluateAll(
      (elements, wanted) =>
        (elements as unknown as PageElement[]).map((row) => ({
          index: Number(row.getAttribute('data-index')),
          last: row.getAttribute('data-last-element') === 'true',
          values: Object.fromEntries(
            wanted.map(([name, { selector, attribute }]) => {
              const place = selector === undefined ? row : row.querySelector(selector);
              const value =
                attribute === undefined ? place?.textContent : place?.getAttribute(attribute);
              return [name, value ?? undefined];
            }),
          ),
        })),
      fields,
    );
    return (rows as DrawnRow<K>[]).sort((a, b) => a.index - b.index);
  }

  /** For a partly visible row, Playwright would scroll the container, which VS Code doesn't expect. */
  async #bringIntoView(row: Locator): Promise<void> {
    await until('the row to come into view', async () => {
      // A row of a list that has become shorter never comes back.
      const inner = await row.boundingBox({ timeout: 2000 }).catch(() => null);
      const outer = await this.#list.boundingBox();
      if (inner === null || outer === null) {
        return true; // gone in the meantime: the caller will notice
      }
      const above = inner.y - outer.y;
      const below = inner.y + inner.height - (outer.y + outer.height);
      if (above >= 0 && below <= 0) {
        return true;
      }
      await this.#scroll(below > 0 ? below : above);
      return undefined;
    });
  }

  async #scroll(pixels: number): Promise<void> {
    const scrollable = this.#list.locator('.monaco-scrollable-element').first();
    // VS Code reads Chromium's older `wheelDelta` and treats a notch of 120 as 50 pixels.
    await scrollable.dispatchEvent('wheel', { deltaY: pixels, wheelDeltaY: (-pixels * 120) / 50 });
  }
}
