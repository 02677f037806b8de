import type { Account } from '../auth/account.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { offer, signInButton } from '../ui/offer.ts';
import { SIGNED_OUT_OF_RECORD } from '../ui/words/account.ts';
import { accountOfLink } from './accountOfLink.ts';
import { askAllowedTarget } from './askKey.ts';
import { chooseAccount, switchedAccount } from './chooseAccount.ts';
import type { Services } from './services.ts';
import { usableAccounts } from './usableAccounts.ts';

/** A record that is already chosen, of an account that was signed in to when it was shown. */
export interface GivenRecord {
  /** The account's ID. */
  readonly account: string;
  readonly key: RecordKey;
  readonly name: string | undefined;
}

/** The record that a command is about, with its name if that is known. */
interface TargetRecord {
  readonly account: Account;
  readonly key: RecordKey;
  readonly name: string | undefined;
}

/** The record with its account. Undefined, after a message, if that can't be used anymore. */
export async function withAccount(
  services: Services,
  { account: wanted, key, name }: GivenRecord,
): Promise<TargetRecord | undefined> {
  const account = (await usableAccounts(services)).find(({ id }) => id === wanted);
  if (account === undefined) {
    void offer('warning', SIGNED_OUT_OF_RECORD, signInButton());
    return undefined;
  }
  return { account, key, name };
}

/**
 * Asks for the record that a command is about. Undefined if the person cancels.
 *
 * @param title of the command: `View Photo`
 * @param changing whether the command changes the photo
 * @param given the record, if it is already chosen: then nothing is asked
 * @returns with the record's name, if the person chose it by that
 */
export async function askTargetRecord(
  services: Services,
  title: string,
  changing: boolean,
  given?: GivenRecord,
): Promise<TargetRecord | undefined> {
  if (given !== undefined) {
    return withAccount(services, given);
  }
  let account = await chooseAccount(services);
  while (account !== undefined) {
    const others = await usableAccounts(services);
    const target = await askAllowedTarget(services, account, { picture: title, changing, others });
    switch (target?.kind) {
      case 'record': {
        const { key, name = services.recent.nameOf(account.id, key) } = target;
        return { account, key, name };
      }
      case 'switch-account':
        account = await switchedAccount(services);
        break;
      case 'use-account':
      case 'sign-in': {
        const other = await accountOfLink(services, target);
        if (other !== undefined) {
          return { ...other, name: services.recent.nameOf(other.account.id, other.key) };
        }
        break;
      }
      default:
        return undefined;
    }
  }
  return undefined;
}
