/** Counts what a person has to do: each click, choice, and typed or pasted text. */
export class Interactions {
  readonly #done: string[] = [];

  get count(): number {
    return this.#done.length;
  }

  /** One per line, to help reduce them. */
  get list(): string {
    return this.#done.map((what, index) => `${index + 1}. ${what}`).join('\n');
  }

  async do<T>(what: string, act: () => Promise<T>): Promise<T> {
    this.#done.push(what);
    return act();
  }
}
