import type { EmulatorControl } from '../emulator/control.ts';
import type { EmulatorProcess } from '../emulator/process.ts';
import type { Notification } from '../vscode/workbench/notifications.ts';
import type { VSCodeWindow } from '../vscode/window.ts';

import { ReplacementPage } from './replacementPage.ts';

export const UPLOAD = /^Upload Photo to Zoho CRM/;

/** The record of the demo, and of most tests. */
export const AMELIA = { module: 'Contacts', id: '4876876000000624001', name: 'Amelia Fischer' };

/** What a person does with the extension, by hand. */
export class Person {
  readonly #window: VSCodeWindow;
  readonly #emulator: EmulatorProcess;
  readonly #crm: EmulatorControl;
  /** What is shown before a photo is replaced. */
  readonly replacement: ReplacementPage;

  constructor(window: VSCodeWindow, emulator: EmulatorProcess, crm: EmulatorControl) {
    this.#window = window;
    this.#emulator = emulator;
    this.#crm = crm;
    this.replacement = new ReplacementPage(window.editors);
  }

  /** Types the answer to a question, once it is asked. */
  async answer(question: RegExp, text: string): Promise<void> {
    const { quickInput } = this.#window;
    await quickInput.shown({ message: question });
    await quickInput.type(text);
    await quickInput.accept();
  }

  /** Answers the questions of the sign-in with a self client. */
  async answerSignIn(options: { dataCenter?: string; proof?: string } = {}): Promise<void> {
    await this.answerSignInUpToProof(options);
    await this.answer(/Generate Code/, options.proof ?? (await this.#crm.issueCode()));
  }

  /** The same for somebody who has signed in with this client before. */
  async answerSignInWithKeptClient(options: { proof?: string } = {}): Promise<void> {
    const { quickInput } = this.#window;
    await quickInput.shown({ title: /^Sign In to Zoho CRM \(1\/3\)/ });
    await quickInput.choose('Self client');
    await quickInput.shown({ placeholder: 'Which client?' });
    await quickInput.accept();
    await this.answer(/Generate Code/, options.proof ?? (await this.#crm.issueCode()));
  }

  /** With a custom server the way in is asked for, without one the data center. */
  async answerSignInUpToProof({ dataCenter }: { dataCenter?: string } = {}): Promise<void> {
    const { quickInput } = this.#window;
    await quickInput.shown({ title: /^Sign In to Zoho CRM \(1\/4\)/ });
    await quickInput.choose(dataCenter ?? 'Self client');
    await this.answer(/Client ID/, this.#emulator.clientId);
    await this.answer(/Client secret/, this.#emulator.clientSecret);
    await quickInput.shown({ message: /Generate Code/ });
  }

  /** Answers VS Code's question about the folder's authors: they are not trusted. */
  async distrust(): Promise<void> {
    const { dialog } = this.#window;
    const { buttons } = await dialog.shown(/trust/i);
    await dialog.choose(buttons.find((button) => button.startsWith('No')) ?? '');
  }

  async signIn(): Promise<void> {
    await this.#window.commandPalette.run('Zoho CRM Photos: Sign In…');
    await this.answerSignIn();
    await this.#window.notifications.waitFor(/^Signed in to Zoho CRM/);
    await this.#window.notifications.clear();
  }

  /** Right-clicks pictures in the explorer and chooses the upload. */
  async rightClick(...pictures: string[]): Promise<void> {
    // A click on one of several selected files would mean them all.
    await this.#window.explorer.select(...pictures);
    await this.#window.explorer.choose(pictures, UPLOAD);
  }

  /** Says the record, by module and id. */
  async answerTarget({ module, id }: { module: string; id: string } = AMELIA): Promise<void> {
    const { quickInput } = this.#window;
    await quickInput.shown({ placeholder: /^Which record/ });
    await quickInput.choose(module);
    await quickInput.shown({ placeholder: /record ID/ });
    await quickInput.type(id);
    await quickInput.accept();
  }

  /** The whole way from the explorer, for somebody who is signed in; returns how it ended. */
  async upload(picture: string, target = AMELIA): Promise<Notification> {
    await this.rightClick(picture);
    await this.answerTarget(target);
    return this.result(picture);
  }

  /** The same where the record has a photo, which is shown beside the new one before. */
  async replace(picture: string, target = AMELIA): Promise<Notification> {
    await this.rightClick(picture);
    await this.answerTarget(target);
    await this.replacement.shown();
    await this.replacement.press('Replace');
    return this.result(picture);
  }

  /** The notification that tells what became of a picture. */
  result(picture: string): Promise<Notification> {
    const name = picture.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.#window.notifications.waitFor(
      new RegExp(`^${name} (is now the photo|was uploaded|wasn’t uploaded|was sent)`),
    );
  }
}
