/** Counts what a person has to do: each click, each choice, each text typed or pasted. */
export class Interactions {
  readonly #done: string[] = [];

  get count(): number {
    return this.#done.length;
  }

  /** One to a line, for whoever wants to do with fewer. */
  get list(): string {
    return this.#done.map((what, index) => `${index + 1}. ${what}`).join('\n');
  }

  async do<T>(what: string, act: () => Promise<T>): Promise<T> {
    this.#done.push(what);
    return act();
  }
}
