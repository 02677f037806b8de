import { randomBytes } from 'node:crypto';

/** Makes what must stay secret, and remembers all of it: tests look for it where none may be. */
export class Mint {
  readonly #issued = new Set<string>();

  /** A value of the shape that Zoho's tokens and codes have. */
  token(first: '1000' | '1004' = '1000'): string {
    return this.#issue(`${first}.${hex(16)}.${hex(16)}`);
  }

  clientSecret(): string {
    return this.#issue(hex(21));
  }

  /** Whatever has been used up or ended since is still among them. */
  get issued(): string[] {
    return [...this.#issued];
  }

  #issue(value: string): string {
    this.#issued.add(value);
    return value;
  }
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
