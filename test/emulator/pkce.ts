import { createHash } from 'node:crypto';

/** What an application keeps secret until it exchanges the code: 43 to 128 characters. */
const VERIFIER = /^[\w.~-]{43,128}$/;

export interface Challenge {
  readonly value: string;
  readonly method: 'S256' | 'plain';
}

/**
 * The challenge in an authorization request's parameters.
 *
 * @returns undefined if there is none, 'invalid' if no verifier could match it
 */
export function challengeIn(
  parameters: ReadonlyMap<string, string>,
): Challenge | undefined | 'invalid' {
  const value = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method') ?? 'plain';
  if (value === undefined) {
    return parameters.has('code_challenge_method') ? 'invalid' : undefined;
  }
  if (method === 'S256') {
    return /^[\w-]{43}$/.test(value) ? { value, method } : 'invalid';
  }
  return method === 'plain' && VERIFIER.test(value) ? { value, method } : 'invalid';
}

export function answers(verifier: string | undefined, { value, method }: Challenge): boolean {
  if (verifier === undefined || !VERIFIER.test(verifier)) {
    return false;
  }
  const answer =
    method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  return answer === value;
}
