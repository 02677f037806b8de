import { l10n } from 'vscode';

/** Its name in the status bar's menu. */
export const ACCOUNT_STATUS = l10n.t('Zoho CRM Account');

/** `Northwind Traders · PRODUCTION` */
export function accountInStatusBar(organization: string, environment: string): string {
  return l10n.t('{0} · {1}', organization, environment);
}

/** What a screen reader says. @param account `Northwind Traders (PRODUCTION)` */
export function accountInStatusBarAloud(account: string): string {
  return l10n.t('Zoho CRM account of this workspace: {0}. Switch account.', account);
}

/** @param person `Mei Lin · EU · org808232144`; empty if not known */
export function accountTooltip(account: string, person: string): string {
  return person === ''
    ? l10n.t('This workspace uses {0} in Zoho CRM.\nSelect to switch accounts.', account)
    : l10n.t(
        'This workspace uses {0} in Zoho CRM.\nSigned in: {1}\nSelect to switch accounts.',
        account,
        person,
      );
}
