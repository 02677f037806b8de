import { moduleOfTab, standardModules } from '../upload/moduleLists.ts';
import { moduleProblem } from '../upload/target.ts';
import type { RecordLink } from '../zoho/crmAddress.ts';
import { readCrmAddress } from '../zoho/crmAddress.ts';
import type { LinkMismatch } from '../zoho/recordLink.ts';
import { mismatchOf, namesOrganization } from '../zoho/recordLink.ts';
import { organizationName, personName } from './names.ts';
import { plain } from './plain.ts';
import type { LiveItem } from './step.ts';
import type { Target, TargetQuestion } from './targetQuestion.ts';
import * as words from './words/address.ts';
import { ofUrl, SWITCH_ACCOUNT } from './words/records.ts';
import {
  wordsOfLinkMismatch,
  wordsOfModuleProblem,
  wordsOfPhotoBar,
  wordsOfUnseenModule,
} from './words/target.ts';

/**
 * The items for a pasted URL: its record, whose organization to use, or why it names none. Undefined
 * if the text is no URL.
 */
export function linkItems(text: string, question: TargetQuestion): LiveItem<Target>[] | undefined {
  const { account } = question;
  const { place } = account;
  const link = readCrmAddress(text, place.kind === 'custom' ? place.servers.web : undefined);
  if (link.kind === 'none') {
    return undefined;
  }
  if (link.kind !== 'record') {
    return [barred(words.wordsOfNoRecord(link))];
  }
  const mismatch = mismatchOf(link, account);
  return mismatch === undefined
    ? [recordItem(link, question)]
    : otherAccountItems(link, mismatch, question.others);
}

/**
 * For a record of another organization: each account of that one, and a sign-in to it unless it's
 * certain that one of them is.
 *
 * @param others see `TargetQuestion`
 */
export function otherAccountItems(
  { tab, id, organization, host }: RecordLink,
  mismatch: LinkMismatch,
  others: TargetQuestion['others'],
): LiveItem<Target>[] {
  const description = wordsOfLinkMismatch(mismatch);
  if (others === 'none') {
    return [barred({ what: description, remedy: words.ONE_ORGANIZATION })];
  }
  if (others === undefined) {
    const choice = { kind: 'switch-account' } as const;
    return [{ label: SWITCH_ACCOUNT, description, alwaysShow: true, choice }];
  }
  const link: RecordLink = { tab, id, organization, host };
  const fitting = others.filter((account) => mismatchOf(link, account) === undefined);
  const use = fitting.map((account): LiveItem<Target> => ({
    label: words.useIn(organizationName(account)),
    description: fitting.length > 1 ? personName(account) : `${plain(tab)} ${id}`,
    detail: `${description} ${words.WORKSPACE_SWITCHES}`,
    alwaysShow: true,
    choice: { kind: 'use-account', account: account.id, link },
  }));
  if (fitting.some((account) => namesOrganization(link, account.organization))) {
    return use;
  }
  // They may be others than the URL's.
  const signIn: LiveItem<Target> = {
    label: words.SIGN_IN_FOR_URL,
    description,
    detail: words.THEN_ITS_RECORD,
    alwaysShow: true,
    choice: { kind: 'sign-in', link },
  };
  return [...use, signIn];
}

function recordItem(
  link: RecordLink,
  { account, changing, modules, version }: TargetQuestion,
): LiveItem<Target> {
  const known = modules.known(account.id);
  const module = moduleOfTab(link.tab, known ?? standardModules(version));
  const problem = moduleProblem(module, version);
  if (problem !== undefined) {
    return { label: wordsOfModuleProblem(problem), description: plain(module), alwaysShow: true };
  }
  if (changing && known !== undefined && !known.some(({ apiName }) => apiName === module)) {
    return barred(wordsOfUnseenModule(plain(module)));
  }
  const bar = changing ? modules.photoObstacle(account.id, module) : undefined;
  if (bar !== undefined) {
    return barred(wordsOfPhotoBar(bar, plain(module)));
  }
  return {
    label: `${plain(module)} ${link.id}`,
    description: ofUrl(organizationName(account)),
    alwaysShow: true,
    isExact: true,
    choice: { kind: 'record', key: { module, id: link.id } },
  };
}

/** An item to read only: why nothing can be chosen, and what to do. */
export function barred<T>({ what, remedy }: { what: string; remedy: string }): LiveItem<T> {
  return { label: what, detail: remedy, alwaysShow: true };
}
