import type { Account } from '../auth/account.ts';
import type { TargetQuestion } from '../ui/targetQuestion.ts';
import { askTarget } from '../ui/askTarget.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { Services } from './services.ts';
import { withScopeAllowed } from './renewAccess.ts';

/**
 * Asks for a record, and lets the person allow the scopes for finding it.
 *
 * @returns undefined if the person cancels
 */
export async function askKey(
  services: Services,
  account: Account,
  question: Pick<TargetQuestion, 'picture' | 'position' | 'changing' | 'automation'>,
): Promise<RecordKey | 'switch-account' | undefined> {
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
    switch (target?.kind) {
      case undefined:
        return undefined;
      case 'record':
        return target.key;
      case 'switch-account':
        return 'switch-account';
      case 'allow':
        // Allowed or not, the same question is asked again.
        current = await withScopeAllowed(services, current, target.scope);
    }
  }
}
