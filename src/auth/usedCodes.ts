import type { Failure } from '../zoho/failure.ts';

/**
 * Codes that Zoho has had: each works once. They are only remembered until VS Code ends, which is
 * longer than any code is valid.
 */
export class UsedCodes {
  readonly #codes = new Set<string>();

  has = (code: string): boolean => this.#codes.has(code);

  /** @param failure what its exchange led to, if not to a token */
  add(code: string, failure: Failure | undefined): void {
    if (failure === undefined || !isUnspent(failure)) {
      this.#codes.add(code);
    }
  }
}

/** Whether a code may still be valid: Zoho accepts one only once, even if it issues no token for it. */
export function isUnspent(failure: Failure): boolean {
  return (
    failure.kind === 'client-refused' ||
    failure.kind === 'client-secret-refused' ||
    failure.kind === 'token-throttled' ||
    ('sentAll' in failure && !failure.sentAll)
  );
}
