import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright';
import { ContextMenu } from '../vscode/workbench/contextMenu.ts';
import type { Editors } from '../vscode/workbench/editors.ts';
import type { PageElement } from '../vscode/workbench/pageElement.ts';
import { fits, until } from '../vscode/workbench/until.ts';

/** What a table row shows. */
export interface ShownRow {
  /** The file name, without folders. */
  readonly file: string;
  /** Name and ID; empty if there is none. */
  readonly record: string;
  readonly state: string;
  readonly note: string;
  /** Undefined if it can't be excluded. */
  readonly goesUp: boolean | undefined;
}

/** The page of a batch: its review, run, and result. */
export class BatchPage {
  readonly #editors: Editors;

  constructor(editors: Editors) {
    this.#editors = editors;
  }

  get frame(): FrameLocator {
    return this.#editors.webview();
  }

  /** Waits for this heading. */
  async shown(title: string | RegExp): Promise<this> {
    let last: string | null = null;
    await until(
      `a page titled ${String(title)}`,
      async () => {
        const heading = this.frame.getByRole('heading', { level: 1 });
        last = (await heading.count()) === 0 ? null : await heading.first().textContent();
        return last !== null && fits(last, title) ? true : undefined;
      },
      () => Promise.resolve(last),
    );
    return this;
  }

  /** Organization and environment: `Northwind Traders PRODUCTION`. */
  async place(): Promise<string> {
    return oneSpace(await this.frame.locator('#place').innerText());
  }

  /** The facts about the whole batch, one sentence each. */
  async lines(): Promise<string[]> {
    return this.frame.locator('#lines li').allTextContents();
  }

  /** Waits until it shows that the extension is disconnected. */
  async outOfTouch(text: RegExp): Promise<void> {
    await this.frame.getByRole('alert').filter({ hasText: text }).waitFor();
  }

  /** Reconnects by the link of a disconnected page. */
  async resume(): Promise<void> {
    await this.frame.getByRole('link', { name: 'Resume Upload…' }).click();
  }

  /** Waits for a line or a warning. */
  async waitForLine(line: string | RegExp): Promise<void> {
    await this.frame.locator('#lines, #warnings').getByText(line).first().waitFor();
  }

  /** The labels of the enabled buttons, without switches. */
  async actions(): Promise<string[]> {
    return this.frame.locator('#buttons button:not([aria-disabled=true])').allTextContents();
  }

  /** Clicks until the button has heard it, whatever becomes of it then. */
  async press(action: string | RegExp): Promise<void> {
    const button = this.frame.locator('#buttons').getByRole('button', { name: action });
    await until(`a press of ${String(action)}`, async () => {
      const heard = await button.evaluateHandle((element: unknown) => {
        const clicks = { any: false };
        (element as PageElement).addEventListener('click', () => {
          clicks.any = true;
        });
        return clicks;
      });
      await button.click();
      // It may have closed the page.
      const isHeard = await heard.evaluate(({ any }) => any).catch(() => true);
      return isHeard ? true : undefined;
    });
  }

  /** Toggles a switch and waits until the extension has responded. */
  async turn(label: string | RegExp, on: boolean): Promise<void> {
    const toggle = this.frame.getByRole('switch', { name: label });
    await toggle.waitFor();
    if ((await toggle.getAttribute('aria-checked')) !== String(on)) {
      await toggle.click();
    }
    await this.frame.getByRole('switch', { name: label, checked: on }).waitFor();
  }

  /** `120 of 900 pictures, …`; undefined while nothing is running. */
  async progress(): Promise<string | undefined> {
    const bar = this.frame.getByRole('progressbar');
    return (await bar.count()) === 0
      ? undefined
      : ((await bar.getAttribute('aria-valuetext')) ?? undefined);
  }

  /** Waits for this progress; returns the text. */
  async progressed(text: string | RegExp): Promise<string> {
    let last: string | undefined;
    return until(
      `the progress ${String(text)}`,
      async () => {
        last = await this.progress();
        return last !== undefined && fits(last, text) ? last : undefined;
      },
      () => Promise.resolve(last),
    );
  }

  /** Texts of the chips: `Ready 24`. */
  async chips(): Promise<string[]> {
    const texts = await this.frame.locator('#chips button').allTextContents();
    return texts.map(oneSpace);
  }

  /** Waits until a state's chip has this count; 0 waits until there is no chip. */
  async counts(state: string, count: number): Promise<void> {
    const wanted = `${state} ${count.toLocaleString('en')}`;
    let last: string[] = [];
    await until(
      `the chip ${wanted}`,
      async () => {
        last = await this.chips();
        const there = last.filter((chip) => chip.startsWith(`${state} `));
        const is = there.includes(wanted) || (count === 0 && there.length === 0);
        return is ? true : undefined;
      },
      () => Promise.resolve(last),
    );
  }

  /** Waits until a state's chip has at least this count. */
  async countsUpTo(state: string, least: number): Promise<void> {
    let last: string[] = [];
    await until(
      `${least} that are ${state}`,
      async () => {
        last = await this.chips();
        const chip = last.find((one) => one.startsWith(`${state} `));
        const count = Number(chip?.slice(state.length).replace(/\D/g, '') ?? 0);
        return count >= least ? true : undefined;
      },
      () => Promise.resolve(last),
    );
  }

  /** Shows only one state; `All` shows all again. */
  async filter(state: string): Promise<void> {
    const chip = this.frame.locator('#chips').getByRole('button', { name: state });
    await chip.waitFor();
    if ((await chip.getAttribute('aria-pressed')) !== 'true') {
      await chip.click();
    }
    await this.frame
      .locator('#chips')
      .getByRole('button', { name: state, pressed: true })
      .waitFor();
  }

  async type(text: string): Promise<void> {
    await this.frame.getByRole('searchbox').fill(text);
  }

  /** A file's row, by its path in the folder or the end of it; must be in view. */
  row(file: string): Locator {
    return this.frame.locator('#rows > [role=row]').filter({
      has: this.frame.locator(`.file [title$=${JSON.stringify(file)}]`),
    });
  }

  /** The row of a record without a photo, by its name; must be in view. */
  recordRow(name: string): Locator {
    return this.frame.locator('#rows > .pictureless').filter({
      has: this.frame.locator(`.record [title=${JSON.stringify(name)}]`),
    });
  }

  /** What the rows in view, and a few more, show. */
  async rows(): Promise<ShownRow[]> {
    const rows = await this.frame.locator('#rows > [role=row]').all();
    return Promise.all(rows.map(shownRow));
  }

  /** Waits until a file has this state; returns its row. */
  async inState(file: string, state: string | RegExp): Promise<ShownRow> {
    const row = this.row(file);
    let last: ShownRow | undefined;
    return until(
      `${file} to be ${String(state)}`,
      async () => {
        last = (await row.count()) === 0 ? undefined : await shownRow(row.first());
        return last !== undefined && fits(last.state, state) ? last : undefined;
      },
      () => Promise.resolve(last),
    );
  }

  /** Waits until a file has this record; returns its row. */
  async waitForRecord(file: string, record: string | RegExp): Promise<ShownRow> {
    let last: ShownRow | undefined;
    return until(
      `the record of ${file} to be ${String(record)}`,
      async () => {
        last = await shownRow(this.row(file).first());
        return fits(last.record, record) ? last : undefined;
      },
      () => Promise.resolve(last),
    );
  }

  /**
   * Right-clicks a row and chooses an entry of VS Code's menu.
   *
   * @returns all entries that it had
   */
  async choose(file: string, entry: string): Promise<string[]> {
    const menu = await this.menuOf(file);
    const labels = await menu.labels();
    await menu.choose(entry);
    return labels;
  }

  /** The context menu of a row. */
  menuOf(file: string): Promise<ContextMenu> {
    return ContextMenu.open(this.frame.owner().page(), () =>
      this.row(file).locator('.state').click({ button: 'right' }),
    );
  }

  /** Selects these rows, as clicks with Ctrl do, and presses a key. */
  async pressKeyOn(files: readonly string[], key: string): Promise<void> {
    for (const [index, file] of files.entries()) {
      await this.row(file)
        .locator('.state')
        .click({ modifiers: index === 0 ? [] : ['ControlOrMeta'] });
    }
    await this.frame.owner().page().keyboard.press(key);
  }

  async exclude(file: string): Promise<void> {
    await this.row(file).getByRole('checkbox').uncheck();
    await this.inState(file, 'Excluded');
  }

  async changeRecord(file: string): Promise<void> {
    await this.row(file)
      .getByRole('button', { name: /^(Change|Choose) Record for / })
      .click();
  }

  /** Waits until its picture is actually rendered. */
  async pictureDrawn(file: string): Promise<void> {
    const image = this.row(file).locator('img.loaded');
    await image.waitFor();
    const width = await image.evaluate(
      (element: unknown) => (element as { naturalWidth: number }).naturalWidth,
    );
    assert.ok(width > 0);
  }
}

async function shownRow(row: Locator): Promise<ShownRow> {
  const [file, record, state, note] = await Promise.all([
    row.locator('.file .first').textContent(),
    row.locator('.names :is(.first, .id)').allTextContents(),
    row.locator('.state .word').textContent(),
    row.locator('.state .second').textContent(),
  ]);
  const check = row.locator('input.check:not([hidden])');
  const goesUp = (await check.count()) === 0 ? undefined : await check.isChecked();
  return {
    file: file ?? '',
    record: record.join(' ').trim(),
    state: state ?? '',
    note: note ?? '',
    goesUp,
  };
}

function oneSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
