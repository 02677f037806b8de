import type { SignedIn } from '../../auth/signIn.ts';
import { allows, SEARCH_SCOPE } from '../../zoho/scopes.ts';

/** What is to be said of a sign-in besides that it worked. */
export function wordsOfSignedIn({ account, refreshTokens }: SignedIn, lasts: boolean): string[] {
  const warnings: string[] = [];
  if (!lasts) {
    warnings.push(
      'This machine has no place to keep secrets: you are signed in to Zoho CRM until VS Code is restarted.',
    );
  }
  if (account.credentials.kind === 'access-token') {
    const minutes = Math.max(0, Math.round((account.access.endsAt - Date.now()) / 60_000));
    warnings.push(
      `The access token serves for ${minutes} minutes at most. Then Zoho CRM asks for another sign-in.`,
    );
  }
  if (account.credentials.kind === 'client-credentials' && !allows(account.scopes, SEARCH_SCOPE)) {
    warnings.push(
      'Zoho did not grant this client the search. You can still find records by ID, URL, or name. To search by any word, sign in with a code from “Generate Code” in the API console.',
    );
  }
  if (refreshTokens !== undefined && refreshTokens.inUse >= refreshTokens.most) {
    warnings.push(
      `This client has ${refreshTokens.inUse} sign-ins in use, and Zoho keeps ${refreshTokens.most} for a person: one more ends the oldest without a word. Sign out of those that you do not need, or use another client.`,
    );
  }
  return warnings;
}
