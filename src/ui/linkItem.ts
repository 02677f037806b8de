import type { Account } from '../auth/account.ts';
import { moduleOfTab } from '../upload/moduleLists.ts';
import { moduleProblem } from '../upload/target.ts';
import type { ApiVersion } from '../zoho/apiVersion.ts';
import type { CrmModule } from '../zoho/modules.ts';
import { mismatchOf, recordLinkOf } from '../zoho/recordLink.ts';
import { organisationName } from './names.ts';
import { plain } from './plain.ts';
import type { LiveItem } from './step.ts';
import type { Target } from './targetQuestions.ts';
import { wordsOfLinkMismatch, wordsOfModuleProblem } from './words/target.ts';

/** What a pasted address of the CRM stands for; undefined where it is none. */
export function linkItem(
  text: string,
  account: Account,
  modules: readonly CrmModule[],
  version: ApiVersion,
): LiveItem<Target> | undefined {
  const { place } = account;
  const link = recordLinkOf(text, place.kind === 'custom' ? place.servers.web : undefined);
  if (link === undefined) {
    return undefined;
  }
  const mismatch = mismatchOf(link, account);
  if (mismatch !== undefined) {
    return {
      label: 'Switch account…',
      description: wordsOfLinkMismatch(mismatch),
      alwaysShow: true,
      choice: { kind: 'switch-account' },
    };
  }
  const module = moduleOfTab(link.tab, modules);
  const problem = moduleProblem(module, version);
  return problem === undefined
    ? {
        label: `${plain(module)} ${link.id}`,
        description: `the record of this address, in ${organisationName(account)}`,
        alwaysShow: true,
        choice: { kind: 'record', key: { module, id: link.id } },
      }
    : { label: wordsOfModuleProblem(problem), alwaysShow: true };
}
