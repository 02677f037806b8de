import { allows, ORGANIZATION_SCOPE, USER_SCOPE } from '../zoho/scopes.ts';
import type { SignInQuestion } from './prompts.ts';
import type { SelfClientFile } from './selfClientFile.ts';

/** Why a code can't be used, as far as it is known without asking Zoho. */
export type CodeProblem =
  | { readonly kind: 'expired'; readonly at: number; readonly now: number }
  | { readonly kind: 'used' }
  | { readonly kind: 'scopes-missing'; readonly scopes: readonly string[] };

/** What is wrong with the code of a `self_client.json`, before it is sent to Zoho. */
export function codeProblem(
  { code, expiresAt, scopes }: SelfClientFile,
  { again, isUsed, scopes: wanted }: Pick<SignInQuestion, 'again' | 'isUsed' | 'scopes'>,
  now: number,
): CodeProblem | undefined {
  if (isUsed(code)) {
    return { kind: 'used' };
  }
  if (expiresAt !== undefined && expiresAt <= now) {
    return { kind: 'expired', at: expiresAt, now };
  }
  if (scopes === undefined) {
    return undefined;
  }
  const required = [ORGANIZATION_SCOPE, USER_SCOPE, ...(again?.lacking ?? [])];
  const missing = required.filter((scope) => !allows(scopes, scope));
  const uploads = wanted.filter((scope) => UPLOAD.test(scope));
  const cannotUpload = !uploads.some((scope) => allows(scopes, scope));
  const all = cannotUpload ? [...uploads, ...missing] : missing;
  return all.length === 0 ? undefined : { kind: 'scopes-missing', scopes: all };
}

/** The wanted scopes that the code of a `self_client.json` doesn't have. */
export function scopesLacking(
  { scopes }: SelfClientFile,
  wanted: readonly string[],
): readonly string[] {
  return scopes === undefined ? [] : wanted.filter((scope) => !allows(scopes, scope));
}

const UPLOAD = /^ZohoCRM\.modules\.\w+\.CREATE$/;
