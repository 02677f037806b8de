import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Interactions } from './interactions.ts';
import { AMELIA, UPLOAD } from './person.ts';
import type { Stage } from './stage.ts';

/** A URL of the organization that the emulator's own client belongs to. */
export const CRM = 'https://crm.zoho.com/crm/org808232144/tab/Home/begin';

const COUNTS = path.resolve(import.meta.dirname, '..', '..', 'test-results', 'first-photo.json');

/** The most steps allowed to upload a first photo, and the same file again. */
const AIMS = { withClient: 7, withFile: 5, fromNothing: 17, again: 3 };

/** A person on the way to the first photo, whose steps are counted. */
export class CountedPerson {
  readonly interactions = new Interactions();
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Right-click and the menu entry. */
  async rightClick(): Promise<void> {
    await this.interactions.do('right-click portrait.jpg', () => Promise.resolve());
    await this.interactions.do('choose Upload Photo to Zoho CRM…', () =>
      this.#stage.window.explorer.choose(['portrait.jpg'], UPLOAD),
    );
  }

  async type(what: string, text: string): Promise<void> {
    const { page, quickInput } = this.#stage.window;
    await page.bringToFront();
    await this.interactions.do(`type ${what}`, async () => {
      await quickInput.type(text);
      await quickInput.accept();
    });
  }

  /** Chooses the record, and sees that it has the photo. */
  async choosesRecord(): Promise<void> {
    const { quickInput } = this.#stage.window;
    await quickInput.shown({ placeholder: /^Which record/ });
    await this.interactions.do('choose Contacts', () => quickInput.choose(AMELIA.module));
    await quickInput.shown({ placeholder: /record ID/ });
    await this.type('the record ID', AMELIA.id);
    const { severity } = await this.#stage.person.result('portrait.jpg');
    assert.equal(severity, 'info');
    assert.notEqual(await this.#stage.crm.photo(AMELIA.module, AMELIA.id), null);
  }

  /** Prints and notes the steps, and asserts that there were no more than allowed. */
  async arrives(way: keyof typeof AIMS): Promise<void> {
    const { count, list } = this.interactions;
    console.log(`${way}:\n${list}`);
    await mkdir(path.dirname(COUNTS), { recursive: true });
    const before = JSON.parse(await readFile(COUNTS, 'utf8').catch(() => '{}')) as object;
    await writeFile(COUNTS, `${JSON.stringify({ ...before, [way]: count })}\n`);
    assert.ok(count <= AIMS[way], list);
  }
}
