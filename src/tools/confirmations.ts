/**
 * What people were asked to confirm, until the call. VS Code passes only the input from the
 * question to the call, so the input identifies both.
 */
export class Confirmations {
  readonly #asked = new Map<string, string[]>();

  /** @param plan everything that would be done, including what the question doesn't say */
  ask(input: string, plan: string): void {
    this.#asked.set(input, [...(this.#asked.get(input) ?? []), plan]);
  }

  /**
   * Whether the person was asked about exactly this plan. Each question counts for one call. If
   * several are open for one input, all must have the same plan.
   */
  allow(input: string, plan: string): boolean {
    const asked = this.#asked.get(input) ?? [];
    this.#asked.delete(input);
    return asked.length > 0 && asked.every((one) => one === plan);
  }
}
