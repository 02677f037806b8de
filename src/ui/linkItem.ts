import { moduleOfTab, standardModules } from '../upload/moduleLists.ts';
import { moduleProblem } from '../upload/target.ts';
import { readCrmAddress } from '../zoho/crmAddress.ts';
import { mismatchOf } from '../zoho/recordLink.ts';
import { organizationName } from './names.ts';
import { plain } from './plain.ts';
import type { LiveItem } from './step.ts';
import type { Target, TargetQuestion } from './targetQuestion.ts';
import { wordsOfNoRecord } from './words/address.ts';
import { ofUrl, SWITCH_ACCOUNT } from './words/records.ts';
import {
  wordsOfLinkMismatch,
  wordsOfModuleProblem,
  wordsOfPhotoBar,
  wordsOfUnseenModule,
} from './words/target.ts';

/** The item for a pasted URL: its record, or why it names none. Undefined if the text is no URL. */
export function linkItem(
  text: string,
  { account, changing, modules, version }: TargetQuestion,
): LiveItem<Target> | undefined {
  const { place } = account;
  const link = readCrmAddress(text, place.kind === 'custom' ? place.servers.web : undefined);
  if (link.kind === 'none') {
    return undefined;
  }
  if (link.kind !== 'record') {
    return barred(wordsOfNoRecord(link));
  }
  const mismatch = mismatchOf(link, account);
  if (mismatch !== undefined) {
    return {
      label: SWITCH_ACCOUNT,
      description: wordsOfLinkMismatch(mismatch),
      alwaysShow: true,
      choice: { kind: 'switch-account' },
    };
  }
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
