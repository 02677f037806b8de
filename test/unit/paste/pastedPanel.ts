import assert from 'node:assert/strict';
import type * as VSCode from 'vscode';
import type { FromPastePage, PasteState, ToPastePage } from '../../../src/paste/page/messages.ts';
import { until } from '../until.ts';

/** What VS Code has of the page, and the page’s end of it. */
export class PastedPanel {
  readonly sent: ToPastePage[] = [];
  revealed = 0;
  isOpen = true;
  #hear: (said: unknown) => void = () => undefined;
  #closed: () => void = () => undefined;
  readonly webview: object;

  constructor() {
    const { sent } = this;
    this.webview = {
      html: '',
      cspSource: 'https://*.example.com',
      asWebviewUri: (uri: object) => uri,
      onDidReceiveMessage: (hear: (said: unknown) => void) => {
        this.#hear = hear;
      },
      postMessage: (message: ToPastePage) => {
        assert.ok(this.isOpen);
        sent.push(message);
        return Promise.resolve(true);
      },
    };
  }

  get panel(): VSCode.WebviewPanel {
    return this as unknown as VSCode.WebviewPanel;
  }

  onDidDispose(closed: () => void): void {
    this.#closed = closed;
  }

  reveal(): void {
    this.revealed += 1;
  }

  dispose(): void {
    if (this.isOpen) {
      this.isOpen = false;
      this.#closed();
    }
  }

  /** What the page says to the extension, which may be anything. */
  says(said: FromPastePage | Readonly<Record<string, unknown>>): void {
    this.#hear(said);
  }

  pastes(...files: readonly (readonly [name: string, bytes: Uint8Array])[]): void {
    this.says({
      kind: 'files',
      files: files.map(([name, bytes]) => ({ name, bytes })),
      tooLarge: [],
      unreadable: [],
      beyond: 0,
    });
  }

  /** What the page shows at last. */
  get state(): PasteState {
    const states = this.sent.flatMap((one) => (one.kind === 'state' ? [one.state] : []));
    return states.at(-1) ?? { pictures: [], canUpload: false, isBusy: false };
  }

  /** Waits until it shows this note. */
  async notes(note: RegExp): Promise<void> {
    await until(`the page says ${String(note)}`, () => note.test(this.state.note ?? ''));
  }

  /** Waits until it shows pictures with these names. */
  async shows(...names: readonly RegExp[]): Promise<void> {
    await until(`the page shows ${names.join()}`, () => {
      const { pictures } = this.state;
      return (
        pictures.length === names.length &&
        names.every((name, index) => name.test(pictures[index]?.name ?? ''))
      );
    });
  }
}
