import { byId, setText } from './element.ts';

/** Between two announcements, so that there is time to read. */
const PAUSE_MS = 10_000;

/** Announces changes to screen readers: only the latest, and not too often. */
export class Announcer {
  #next: string | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    this.#next = text;
    if (this.#pause === undefined) {
      this.#write();
    }
  }

  /** Announces the response to an action at once. */
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
