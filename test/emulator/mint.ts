import { randomBytes } from 'node:crypto';

/** Generates secrets and remembers them all, so that tests can search for leaks. */
export class Mint {
  readonly #issued = new Set<string>();

  /** A value in the format of Zoho's tokens and codes. */
  token(first: '1000' | '1004' = '1000'): string {
    return this.#issue(`${first}.${hex(16)}.${hex(16)}`);
  }

  clientSecret(): string {
    return this.#issue(hex(21));
  }

  /** Includes used, expired, and revoked ones. */
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
