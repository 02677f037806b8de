import type * as vscode from 'vscode';
import type { FileStamp } from '../image/picture.ts';
import { fileStamp } from '../ui/fileStamp.ts';

/** A slow disk or share shouldn't have thousands of requests waiting. */
const AT_ONCE = 32;

interface Asked {
  readonly uri: vscode.Uri;
  readonly token: Pick<vscode.CancellationToken, 'isCancellationRequested'>;
  readonly answer: (stamp: FileStamp | undefined) => void;
}

/** Looks at files, a few at a time. What was canceled before its turn isn't looked at. */
export class Stamps {
  readonly #waiting: Asked[] = [];
  #active = 0;

  of(
    uri: vscode.Uri,
    token: Pick<vscode.CancellationToken, 'isCancellationRequested'>,
  ): Promise<FileStamp | undefined> {
    return new Promise((answer) => {
      this.#waiting.push({ uri, token, answer });
      if (this.#active < AT_ONCE) {
        this.#active += 1;
        void this.#work();
      }
    });
  }

  async #work(): Promise<void> {
    // VS Code asks in the order in which files are shown; what it asked for last is still shown.
    for (let asked = this.#waiting.pop(); asked !== undefined; asked = this.#waiting.pop()) {
      const { uri, token, answer } = asked;
      answer(token.isCancellationRequested ? undefined : await fileStamp(uri));
    }
    this.#active -= 1;
  }
}
