import type { Account } from '../auth/account.ts';
import { organizationName } from '../ui/names.ts';
import { offer, settingsButton, signInButton } from '../ui/offer.ts';
import { withProgressIfSlow } from '../ui/progress.ts';
import type { Target } from '../ui/targetQuestion.ts';
import { findingModule, isNotOfUrl } from '../ui/words/address.ts';
import { wordsOfModuleProblem } from '../ui/words/target.ts';
import { moduleOfTab, standardModules } from '../upload/moduleLists.ts';
import { moduleProblem } from '../upload/target.ts';
import type { RecordLink } from '../zoho/crmAddress.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { mismatchOf } from '../zoho/recordLink.ts';
import { signedIn } from './chooseAccount.ts';
import type { Services } from './services.ts';
import { bind } from './signIn.ts';
import { usableAccounts } from './usableAccounts.ts';

/**
 * Makes this workspace use the account of a pasted URL, which may need a sign-in.
 *
 * @returns the account and the URL's record; undefined if the person cancels, or after a message that
 *   the account isn't that of the URL
 */
export async function accountOfLink(
  services: Services,
  target: Extract<Target, { kind: 'use-account' | 'sign-in' }>,
): Promise<{ account: Account; key: RecordKey } | undefined> {
  const { link } = target;
  const account =
    target.kind === 'sign-in'
      ? await signedIn(services)
      : (await usableAccounts(services)).find(({ id }) => id === target.account);
  if (account === undefined) {
    return undefined;
  }
  if (mismatchOf(link, account) !== undefined) {
    void offer('warning', isNotOfUrl(organizationName(account)), signInButton());
    return undefined;
  }
  const key = await recordOfLink(services, account, link);
  if (key === undefined) {
    return undefined;
  }
  await bind(services, account);
  return { account, key };
}

/**
 * The record of a URL that isn't of another organization than the account's.
 *
 * @returns undefined if the person cancels, or after a message that its module has no photos
 */
export async function recordOfLink(
  services: Services,
  account: Account,
  link: RecordLink,
): Promise<RecordKey | undefined> {
  const module = await moduleOf(services, account, link);
  if (module === undefined) {
    return undefined;
  }
  const problem = moduleProblem(module, services.settings.apiVersion());
  if (problem !== undefined) {
    void offer('error', wordsOfModuleProblem(problem), settingsButton('apiVersion'));
    return undefined;
  }
  return { module, id: link.id };
}

/** URLs name custom modules by their tabs, which only the organization's own list explains. */
async function moduleOf(
  { modules, sessions, settings }: Services,
  account: Account,
  { tab }: RecordLink,
): Promise<string | undefined> {
  const standard = standardModules(settings.apiVersion());
  if (modules.known(account.id) === undefined && /^CustomModule\d+$/i.test(tab)) {
    const renewed = await withProgressIfSlow(findingModule(organizationName(account)), (signal) =>
      modules.renew(account.id, sessions.crmOf(account), signal),
    );
    if (renewed === undefined) {
      return undefined;
    }
  }
  return moduleOfTab(tab, modules.known(account.id) ?? standard);
}
