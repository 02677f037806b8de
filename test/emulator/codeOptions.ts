import { CONSOLE_TERMS } from './grantCodes.ts';
import { challengeIn } from './pkce.ts';
import type { ConsentOptions, EmulatorState } from './state.ts';

/** A code issued without a consent page, for tests about what comes after it. */
export interface CodeOptions extends ConsentOptions {
  /** Milliseconds; by default two or three minutes, depending on the client's type. */
  validMs?: number;
  /** The client's first one by default. */
  redirectUri?: string;
  codeChallenge?: string;
  codeChallengeMethod?: 'S256' | 'plain';
  /** `online` means no refresh token. */
  accessType?: 'offline' | 'online';
}

/** @throws Error when there is no such client or its type doesn't use codes */
export function issuedCode(
  state: EmulatorState,
  { validMs, redirectUri, codeChallenge, codeChallengeMethod, ...options }: CodeOptions,
): string {
  const consent = state.consent(options);
  const { type, redirectUris } = consent.client;
  if (type === 'non-browser') {
    throw new Error('a non-browser client has device codes only');
  }
  const challenge = challengeIn(
    new Map(
      Object.entries({
        ...(codeChallenge === undefined ? {} : { code_challenge: codeChallenge }),
        ...(codeChallengeMethod === undefined
          ? {}
          : { code_challenge_method: codeChallengeMethod }),
      }),
    ),
  );
  if (challenge === 'invalid') {
    throw new Error('a code challenge that nothing answers');
  }
  return state.grants.codes.issue(consent, {
    ...CONSOLE_TERMS,
    redirectUri: redirectUri ?? redirectUris[0] ?? null,
    challenge: challenge ?? null,
    offline: options.accessType !== 'online',
    ...(validMs === undefined ? {} : { validMs }),
  });
}
