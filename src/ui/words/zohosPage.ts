import { l10n } from 'vscode';
import type { PageAnswer } from '../../auth/flows/loopback.ts';
import type { Waiting } from '../../auth/prompts.ts';
import { plain } from '../plain.ts';

/** While a person is on Zoho's page in the browser, and when they return. */
export const WAITING_FOR_CONSENT = l10n.t(
  'Waiting for you to allow access on Zoho’s page in the browser',
);

export const PASTE_URL = {
  prompt: l10n.t(
    'Allow access on Zoho’s page in the browser. If the browser can’t show the next page, paste that page’s URL here.',
  ),
  placeholder: 'http://127.0.0.1…',
};

export const OTHER_URL = l10n.t('This isn’t the URL that Zoho’s page leads to in this sign-in.');

export const OPEN_AGAIN = l10n.t('Open Zoho’s Page Again');
export const COPY_PAGE_URL = l10n.t('Copy URL of Zoho’s Page');

export function enterCode(code: string): string {
  return l10n.t('Zoho’s page asks for the code {0}', code);
}

export const COPY_AND_OPEN = l10n.t('Copy the code and open the page');
export const COPY_ONLY = {
  label: l10n.t('Copy the code only'),
  detail: l10n.t('To open the page on another device'),
};

export function waitingFor(waiting: Waiting): string {
  switch (waiting.kind) {
    case 'exchanging':
      return l10n.t('Signing in to Zoho CRM');
    case 'device-code':
      return l10n.t(
        'Waiting for {0} to be entered at {1}',
        plain(waiting.userCode),
        plain(waiting.page),
      );
  }
}

/** What the browser shows when it returns from Zoho's page. */
export function wordsOfPageAnswer(answer: PageAnswer): string {
  switch (answer) {
    case 'done':
      return l10n.t('You can close this page and go back to VS Code.');
    case 'nothing-here':
      return l10n.t('There’s nothing here.');
    case 'other-answer':
      return l10n.t(
        'This isn’t the sign-in that VS Code is waiting for. To stop it, cancel it in VS Code.',
      );
    case 'over':
      return l10n.t('This sign-in has already ended. You can close this page.');
  }
}
