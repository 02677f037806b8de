import type { Locator, Page } from 'playwright';
import { ContextMenu } from './contextMenu.ts';
import { hoverOver } from './hover.ts';
import { fits, PATIENCE, until } from './until.ts';
import { VirtualList, type Values } from './virtualList.ts';

export interface ExplorerItem {
  /** Relative to the workspace folder, with slashes. */
  path: string;
  kind: 'file' | 'folder';
  open: boolean;
  selected: boolean;
}

/** What a badge is read from: the text that a style adds to an element. */
interface Drawn {
  readonly ownerDocument: {
    readonly defaultView: {
      getComputedStyle: (element: Drawn, pseudo: string) => { readonly content: string };
    };
  };
}

const FIELDS = {
  name: { selector: '.label-name' },
  level: { attribute: 'aria-level' },
  expanded: { attribute: 'aria-expanded' },
  selected: { attribute: 'aria-selected' },
};
type Row = Values<keyof typeof FIELDS>;

/** The file explorer. Files are named by their path below the workspace folder, with slashes. */
export class Explorer {
  readonly #page: Page;
  readonly #list: VirtualList<keyof typeof FIELDS>;

  constructor(page: Page) {
    this.#page = page;
    this.#list = new VirtualList(
      page.locator('.explorer-folders-view .monaco-list').first(),
      FIELDS,
    );
  }

  /** Waits for the first row; the folder must not be empty. */
  async shown(): Promise<void> {
    await this.#page
      .locator('.explorer-folders-view .monaco-list-row')
      .first()
      .waitFor({ timeout: 2 * PATIENCE });
  }

  /** What the explorer lists, including the content of expanded folders. */
  async items(): Promise<ExplorerItem[]> {
    const place = new Place();
    return (await this.#list.rows()).map((row) => ({
      path: place.of(row),
      kind: row.expanded === undefined ? 'file' : 'folder',
      open: row.expanded === 'true',
      selected: row.selected === 'true',
    }));
  }

  /** Scrolls to the row of a file or folder, expanding its parent folders. */
  async find(path: string): Promise<Locator> {
    const names = path.split('/');
    for (let depth = 1; depth < names.length; depth += 1) {
      await this.#open(names.slice(0, depth).join('/'));
    }
    return this.#row(path);
  }

  /**
   * Waits until a file has this badge among its badges, or none of ours. Version control has its own.
   *
   * @returns what it means, as its row says it
   */
  async waitForBadge(path: string, badge: '✓' | '≠' | 'none'): Promise<string> {
    let last: { badges: string; meaning: string } | undefined;
    return until(
      `the badge ${badge} of ${path}`,
      async () => {
        last = await this.#badgesOf(path).catch(() => undefined);
        const isRight =
          badge === 'none' ? /^[^✓≠]*$/.test(last?.badges ?? '≠') : last?.badges.includes(badge);
        return isRight === true ? last?.meaning : undefined;
      },
      () => Promise.resolve(last),
    );
  }

  async #badgesOf(path: string): Promise<{ badges: string; meaning: string }> {
    const label = (await this.find(path)).locator('.monaco-icon-label');
    const badges = await label.evaluate(
      (element: Drawn) =>
        element.ownerDocument.defaultView.getComputedStyle(element, '::after').content,
      undefined,
      { timeout: 3000 },
    );
    return { badges, meaning: (await label.getAttribute('aria-label', { timeout: 3000 })) ?? '' };
  }

  /** Points at a file until its hover says this. */
  async hover(path: string, text: RegExp): Promise<void> {
    await hoverOver(this.#page, () => this.find(path), { hasText: text });
  }

  /** Clicks a file to open it, or a folder to expand or collapse it. */
  async click(path: string): Promise<void> {
    await this.#click(path);
  }

  /** Selects exactly these files, without opening them. */
  async select(...paths: string[]): Promise<void> {
    for (const path of paths) {
      await this.find(path); // expands its folders first, because expanding one selects it
    }
    // VS Code reveals the file of an editor that comes to the front, and selects it, a moment later.
    await until(`just ${paths.join(', ')} selected`, async () => {
      const wrong = (await this.items()).find(
        ({ path, selected }) => selected !== paths.includes(path),
      );
      if (wrong === undefined) {
        return true;
      }
      await this.#click(wrong.path, { modifiers: ['ControlOrMeta'] });
      return undefined;
    });
  }

  /** Right-clicks a file. If it's one of several selected, the menu applies to all of them. */
  async contextMenu(path: string): Promise<ContextMenu> {
    return ContextMenu.open(this.#page, () => this.#click(path, { button: 'right' }));
  }

  /**
   * Right-clicks one file, or several selected ones, and chooses a menu entry. Waits for the entry,
   * because an extension's entries appear only after extensions are loaded.
   */
  async choose(paths: string | string[], ...labels: (string | RegExp)[]): Promise<void> {
    const several = typeof paths === 'string' ? [paths] : paths;
    const [first = ''] = several;
    if (several.length > 1) {
      await this.select(...several);
    }
    const [label = ''] = labels;
    const menu = await this.menuWith(first, label);
    await menu.choose(...labels);
  }

  /**
   * Right-clicks a file until the menu has this entry, because an extension's entries appear only
   * after extensions are loaded. Leaves the menu open.
   */
  async menuWith(path: string, label: string | RegExp): Promise<ContextMenu> {
    let seen: string[] = [];
    return until(
      `${String(label)} in the menu of ${path}`,
      async () => {
        const opened = await this.contextMenu(path);
        seen = await opened.labels();
        if (seen.some((text) => fits(text, label))) {
          return opened;
        }
        await opened.close();
        return undefined;
      },
      () => Promise.resolve(seen),
    );
  }

  /** Retries if rows move because files are added or removed. */
  async #click(path: string, options: Parameters<Locator['click']>[0] = {}): Promise<void> {
    await until(`a click on ${path}`, async () =>
      (await this.find(path)).click({ ...options, timeout: 3000 }).then(
        () => true,
        () => undefined,
      ),
    );
  }

  async #open(folder: string): Promise<void> {
    await until(`the folder ${folder} to open`, async () => {
      if ((await this.items()).some((item) => item.path === folder && item.open)) {
        return true;
      }
      const row = await this.#row(folder);
      await row.click({ timeout: 3000 }).catch(() => undefined);
      await row
        .and(this.#page.locator('[aria-expanded="true"]'))
        .waitFor({ timeout: 5000 })
        .catch(() => undefined);
      return undefined;
    });
  }

  /** The row at a position in the list, while it exists. */
  async #row(path: string): Promise<Locator> {
    const row = await this.#find(path);
    const name = (path.split('/').pop() ?? '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const label = this.#page.locator('.label-name').filter({ hasText: new RegExp(`^${name}$`) });
    return row.filter({ has: label });
  }

  #find(path: string): Promise<Locator> {
    return until(
      `${path} in the explorer`,
      () => {
        const place = new Place();
        return this.#list.find((row) => place.of(row) === path);
      },
      async () => (await this.items()).map((item) => item.path),
    );
  }
}

/** Converts names and depths, row by row from the top, to paths. */
class Place {
  readonly #folders: string[] = [];

  of({ name = '', level }: Row): string {
    const depth = Number(level ?? '1');
    this.#folders.splice(depth - 1, Infinity, name);
    return this.#folders.join('/');
  }
}
