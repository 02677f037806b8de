import { l10n } from 'vscode';
import type { ClientType } from '../../auth/client.ts';
import type { ProofProblem } from '../../auth/proof.ts';
import type { FlowId } from '../../auth/flows/flow.ts';
import type { DataCenter } from '../../zoho/dataCenter.ts';
import { wordsOfOtherAddress } from './address.ts';
import { consoleOf, isUnconfirmed, serversOf } from '../../zoho/dataCenter.ts';

/** What people call the data centers. */
export const REGIONS: Record<DataCenter, string> = {
  US: l10n.t('United States'),
  EU: l10n.t('Europe'),
  IN: l10n.t('India'),
  AU: l10n.t('Australia'),
  JP: l10n.t('Japan'),
  CA: l10n.t('Canada'),
  SA: l10n.t('Saudi Arabia'),
  AE: l10n.t('United Arab Emirates'),
  UK: l10n.t('United Kingdom'),
  CN: l10n.t('China'),
};

/** What a person should know about a data center before choosing it, if anything. */
export function noteOnDataCenter(dataCenter: DataCenter): string | undefined {
  // Everywhere else, one client works for people of several data centers.
  if (dataCenter === 'CN') {
    return l10n.t('needs its own client, created in China’s API console');
  }
  const api = (environment: 'sandbox' | 'developer'): string =>
    serversOf({ kind: 'zoho', dataCenter, environment }).api;
  const hosts = [
    [l10n.t('sandbox API'), api('sandbox')],
    [l10n.t('developer API'), api('developer')],
    [l10n.t('API console'), consoleOf(dataCenter)],
  ] as const;
  const unconfirmed = hosts.flatMap(([name, origin]) => (isUnconfirmed(origin) ? [name] : []));
  return unconfirmed.length === 0
    ? undefined
    : l10n.t('not confirmed by Zoho: {0}', unconfirmed.join(', '));
}

/** Each flow's name, and what a person needs for it. */
export const FLOW_WORDS: Record<FlowId, readonly [label: string, detail: string]> = {
  publisher: [l10n.t('Browser'), l10n.t('You allow access on Zoho’s page')],
  'self-client': [
    l10n.t('Self client'),
    l10n.t('Needs an ID and secret from Zoho’s API console; takes two minutes'),
  ],
  browser: [
    l10n.t('Browser, with your own client'),
    l10n.t('Needs a server-based or mobile client with redirect URIs'),
  ],
  'device-code': [
    l10n.t('Device code'),
    l10n.t('Needs a non-browser client; you can enter the code on any device'),
  ],
  'access-token': [l10n.t('Access token'), l10n.t('Valid for up to 1 hour')],
};

/** Names from Zoho's API console. */
export const CLIENT_TYPE_WORDS: Record<ClientType, string> = {
  self: 'Self Client',
  server: 'Server-based Applications',
  mobile: 'Mobile-based Applications',
  'non-browser': 'Non-browser Applications',
};

export function wordsOfProofProblem(problem: ProofProblem): string {
  switch (problem.kind) {
    case 'empty':
      return l10n.t('Paste any URL of your CRM, your organization ID, or a code.');
    case 'no-number':
      return problem.name === undefined
        ? l10n.t(
            'This URL has no organization ID (“org” and digits). Paste the URL of another page of your CRM.',
          )
        : l10n.t(
            'This URL has a name instead of “org” and digits. Use a code from “Generate Code”.',
          );
    case 'not-of-crm':
      return [
        wordsOfOtherAddress(problem.address),
        l10n.t('Paste a URL of your CRM, such as https://crm.zoho.com/crm/org….'),
      ].join(' ');
    case 'not-understood':
      return l10n.t('This isn’t a CRM URL, an organization ID (only digits), or a code (1000.…).');
    case 'other-data-center':
      return l10n.t(
        'This URL is from another data center ({0}). Go back and choose that one.',
        REGIONS[problem.dataCenter],
      );
    case 'record-id':
      return l10n.t('This is a record ID. Paste your organization ID, or any URL of your CRM.');
    case 'sandbox':
      return l10n.t(
        'This is a sandbox URL. Paste a code instead: “Generate Code” in the API console lets you choose the sandbox.',
      );
  }
}
