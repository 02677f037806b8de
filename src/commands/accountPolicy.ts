import type { Account } from '../auth/account.ts';
import { commandButton, learnMoreButton, offer } from '../ui/offer.ts';
import { accountName } from '../ui/names.ts';
import { BUTTONS } from '../ui/words/buttons.ts';
import { accountNotAllowed, wordsOfPolicyFailure } from '../ui/words/policy.ts';
import { inFull } from '../ui/words/words.ts';
import type { PolicyFailure } from '../zoho/failure.ts';
import type { Services } from './services.ts';

/**
 * Whether the administrator allows the account; if not, a message says so. Its tokens are refused
 * anyway: this only says it before anything else is asked.
 */
export async function isAllowedAccount(
  { policy }: Pick<Services, 'policy'>,
  account: Account,
): Promise<boolean> {
  const refusal = await policy.refusalOf(account);
  if (refusal === undefined) {
    return true;
  }
  const message = accountNotAllowed(accountName(account), inFull(wordsOfPolicyFailure(refusal)));
  const another = commandButton(BUTTONS['switch-account'], 'switchAccount');
  void offer(
    'error',
    message,
    refusal.what === 'unusable' ? learnMoreButton('administrators') : another,
  );
  return false;
}

/** Says that something is off. */
export function showRefusal(refusal: PolicyFailure): void {
  void offer('error', inFull(wordsOfPolicyFailure(refusal)), learnMoreButton('administrators'));
}
