import { byId, setText } from './element.ts';

/** Between two that are said: whoever listens wants to read, too. */
const PAUSE_MS = 10_000;

/** Says what changes to whoever has the page read to them: the newest only, and not too often. */
export class Announcer {
  #next: string | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    this.#next = text;
    if (this.#pause === undefined) {
      this.#write();
    }
  }

  /** What somebody has just asked for: at once. */
  answer(text: string): void {
    clearTimeout(this.#pause);
    this.#next = text;
    this.#write();
  }

  #write(): void {
    this.#pause = undefined;
    if (this.#next === undefined) {
      return;
    }
    setText(byId('status'), this.#next);
    this.#next = undefined;
    this.#pause = setTimeout(() => {
      this.#write();
    }, PAUSE_MS);
  }
}
