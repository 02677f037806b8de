/**
 * What people were asked to allow, until it is done. VS Code hands nothing on from the question to
 * the call but the input, which is what both are known by here.
 */
export class Confirmations {
  readonly #asked = new Map<string, string[]>();

  /** @param plan what the question says would be done, and all that it does not */
  ask(input: string, plan: string): void {
    this.#asked.set(input, [...(this.#asked.get(input) ?? []), plan]);
  }

  /**
   * Whether it was this very plan that was asked about. Each question counts for one call; where
   * several are open about one input, they must all have been about the same.
   */
  allow(input: string, plan: string): boolean {
    const asked = this.#asked.get(input) ?? [];
    this.#asked.delete(input);
    return asked.length > 0 && asked.every((one) => one === plan);
  }
}
