import type { EmulatorControl } from '../emulator/control.ts';
import type { EmulatorProcess } from '../emulator/process.ts';
import type { Notification } from '../vscode/workbench/notifications.ts';
import type { VSCodeWindow } from '../vscode/window.ts';
import { until } from '../vscode/workbench/until.ts';

import { ReplacementPage } from './replacementPage.ts';

export const UPLOAD = /^Upload Photo to Zoho CRM/;

/** A folder's entry in the explorer. */
export const UPLOAD_FOLDER = /^Upload Photos to Zoho CRM/;

const SIGN_OUT = 'Zoho CRM Photos: Sign Out…';

/** The record used by the demo and most tests. */
export const AMELIA = { module: 'Contacts', id: '4876876000000624001', name: 'Amelia Fischer' };

/** What a person does with the extension by hand. */
export class Person {
  readonly #window: VSCodeWindow;
  readonly #emulator: EmulatorProcess;
  readonly #crm: EmulatorControl;
  /** The page shown before a photo is replaced. */
  readonly replacement: ReplacementPage;

  constructor(window: VSCodeWindow, emulator: EmulatorProcess, crm: EmulatorControl) {
    this.#window = window;
    this.#emulator = emulator;
    this.#crm = crm;
    this.replacement = new ReplacementPage(window.editors);
  }

  /** Waits for a question and types the answer. */
  async answer(question: RegExp, text: string): Promise<void> {
    const { quickInput } = this.#window;
    await quickInput.shown({ message: question });
    await quickInput.type(text);
    await quickInput.accept();
  }

  /** Answers the questions of the self client sign-in. */
  async answerSignIn(options: { dataCenter?: string; proof?: string } = {}): Promise<void> {
    await this.answerSignInUpToProof(options);
    await this.answer(/Generate Code/, options.proof ?? (await this.#crm.issueCode()));
  }

  /** The same for a person who has signed in with this client before. */
  async answerSignInWithKeptClient(options: { proof?: string } = {}): Promise<void> {
    const { quickInput } = this.#window;
    await quickInput.shown({ title: /^Sign In to Zoho CRM \(1\/2\)/ });
    await quickInput.choose('Self client');
    await this.answer(/Generate Code/, options.proof ?? (await this.#crm.issueCode()));
  }

  /**
   * With a custom server, chooses the sign-in method; without one, the data center. A client that
   * was used before is used without a question.
   */
  async answerSignInUpToProof({ dataCenter }: { dataCenter?: string } = {}): Promise<void> {
    const { quickInput } = this.#window;
    await quickInput.shown({ title: /^Sign In to Zoho CRM \(1\/4\)/ });
    await quickInput.choose(dataCenter ?? 'Self client');
    await this.answer(/Client ID/, this.#emulator.clientId);
    await this.answer(/Client secret/, this.#emulator.clientSecret);
    await quickInput.shown({ message: /Generate Code/ });
  }

  /** Answers VS Code's question about trusting the folder's authors with no. */
  async distrust(): Promise<void> {
    const { dialog } = this.#window;
    const { buttons } = await dialog.shown(/trust/i);
    await dialog.choose(buttons.find((button) => button.startsWith('No')) ?? '');
  }

  /** @param proof a code of the console; by default, one with the scopes that are needed */
  async signIn(proof?: string): Promise<void> {
    await this.#window.commandPalette.run('Zoho CRM Photos: Sign In…');
    await this.completeSignIn(proof === undefined ? {} : { proof });
  }

  /** Answers the questions of a sign-in, whether or not the client is known, and waits for its end. */
  async completeSignIn(options: { proof?: string } = {}): Promise<void> {
    const { notifications, quickInput } = this.#window;
    await quickInput.shown({ title: /^Sign In to Zoho CRM \(1\/[24]\)/ });
    const keepsClient = (await quickInput.look())?.title.includes('(1/2)') === true;
    await (keepsClient ? this.answerSignInWithKeptClient(options) : this.answerSignIn(options));
    await notifications.waitFor(/^Signed in to Zoho CRM/);
    await notifications.clear();
  }

  /** Signs in, unless somebody has. */
  async beSignedIn(): Promise<void> {
    if (!(await this.#window.commandPalette.labels(SIGN_OUT)).includes(SIGN_OUT)) {
      await this.signIn();
    }
  }

  /** Signs out of every account and deletes what is stored of it. */
  async leave(): Promise<void> {
    const { commandPalette, notifications, quickInput } = this.#window;
    await notifications.clear();
    // Until the extension has started, the command is listed although nobody is signed in.
    while (await commandPalette.runIfListed(SIGN_OUT)) {
      const { buttons } = await until('the end of a sign-out', async () => {
        if ((await quickInput.look())?.placeholder === 'Which account?') {
          await quickInput.accept();
        }
        const list = (await quickInput.isOpen()) ? [] : await notifications.list();
        return list.find(({ text }) => /^(Signed out of|You’re not signed in)/.test(text));
      });
      const deletes = buttons.find((button) => button.startsWith('Delete'));
      if (deletes !== undefined) {
        await notifications.press(/^Signed out of/, deletes);
      }
      await notifications.clear();
    }
  }

  /** Right-clicks pictures in the explorer and chooses the upload command. */
  async rightClick(...pictures: string[]): Promise<void> {
    // Right-clicking one of several selected files would apply to all of them.
    await this.#window.explorer.select(...pictures);
    await this.#window.explorer.choose(pictures, UPLOAD);
  }

  /** Right-clicks a folder, and matches its pictures to products by their code. */
  async matchByCode(folder: string, pattern = '{key}'): Promise<void> {
    const { explorer, quickInput } = this.#window;
    await explorer.choose([folder], UPLOAD_FOLDER);
    await quickInput.shown({ placeholder: /^Which module/ });
    await quickInput.choose('Products');
    await quickInput.shown({ placeholder: /^Match file names to/ });
    await quickInput.chooseOn('Product Code', /^File name pattern/);
    await quickInput.choose(pattern);
  }

  /** Chooses the record, by module and ID. */
  async answerTarget({ module, id }: { module: string; id: string } = AMELIA): Promise<void> {
    const { quickInput } = this.#window;
    await quickInput.shown({ placeholder: /^Which record/ });
    await quickInput.choose(module);
    await quickInput.shown({ placeholder: /record ID/ });
    await quickInput.type(id);
    await quickInput.accept();
  }

  /** Uploads from the explorer while signed in; returns the result. */
  async upload(picture: string, target = AMELIA): Promise<Notification> {
    await this.rightClick(picture);
    await this.answerTarget(target);
    return this.result(picture);
  }

  /** The same for a record with a photo, which is first shown next to the new one. */
  async replace(picture: string, target = AMELIA): Promise<Notification> {
    await this.rightClick(picture);
    await this.answerTarget(target);
    await this.replacement.shown();
    await this.replacement.press('Replace');
    return this.result(picture);
  }

  /** The notification with the result of an upload. */
  result(picture: string): Promise<Notification> {
    const name = picture.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.#window.notifications.waitFor(
      new RegExp(`^${name} (is now the photo|was uploaded|wasn’t uploaded|was sent)`),
    );
  }
}
