import type { Account } from '../auth/account.ts';
import type { Target, TargetQuestion } from '../ui/targetQuestion.ts';
import { askTarget } from '../ui/askTarget.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { Services } from './services.ts';
import { withScopeAllowed } from './renewAccess.ts';

type KeyQuestion = Pick<TargetQuestion, 'picture' | 'changing' | 'automation'>;

/**
 * Asks for a record of this account, and lets the person allow the scopes for finding it.
 *
 * @returns undefined if the person cancels
 */
export async function askKey(
  services: Services,
  account: Account,
  question: KeyQuestion,
): Promise<RecordKey | 'switch-account' | undefined> {
  const target = await askAllowedTarget(services, account, { ...question, others: 'none' });
  switch (target?.kind) {
    case 'record':
      return target.key;
    case 'switch-account':
      return 'switch-account';
    default:
      return undefined;
  }
}

/** The same for one of several pictures: it may be skipped, and there is a way back. */
export async function askAllowedTarget(
  services: Services,
  account: Account,
  question: KeyQuestion & Pick<TargetQuestion, 'position' | 'others' | 'suggest'>,
): Promise<Exclude<Target, { kind: 'allow' }> | undefined> {
  const { modules, recent, sessions, settings } = services;
  for (let current = account; ;) {
    const target = await askTarget({
      account: current,
      crm: sessions.crmOf(account),
      modules,
      version: settings.apiVersion(),
      recent: recent.of(account.id),
      ...question,
    });
    if (target?.kind !== 'allow') {
      return target;
    }
    // Allowed or not, the same question is asked again.
    current = await withScopeAllowed(services, current, target.scope);
  }
}
