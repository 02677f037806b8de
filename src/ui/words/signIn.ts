import type { ClientType } from '../../auth/client.ts';
import type { ProofProblem } from '../../auth/proof.ts';
import type { FlowId } from '../../auth/flows/flow.ts';
import type { DataCenter } from '../../zoho/dataCenter.ts';
import { wordsOfOtherAddress } from './address.ts';
import { consoleOf, isUnconfirmed, serversOf } from '../../zoho/dataCenter.ts';

export const REGIONS: Record<DataCenter, string> = {
  US: 'United States',
  EU: 'Europe',
  IN: 'India',
  AU: 'Australia',
  JP: 'Japan',
  CA: 'Canada',
  SA: 'Saudi Arabia',
  AE: 'United Arab Emirates',
  UK: 'United Kingdom',
  CN: 'China',
};

/** What a person should know of a data center before choosing it; undefined where there is nothing. */
export function noteOnDataCenter(dataCenter: DataCenter): string | undefined {
  // Everywhere else one client may serve people of several data centers.
  if (dataCenter === 'CN') {
    return 'Needs a client of its own, made in China’s API console';
  }
  const api = (environment: 'sandbox' | 'developer'): string =>
    serversOf({ kind: 'zoho', dataCenter, environment }).api;
  const hosts = {
    'sandbox API': api('sandbox'),
    'developer API': api('developer'),
    'API console': consoleOf(dataCenter),
  };
  const unconfirmed = Object.entries(hosts).flatMap(([name, origin]) =>
    isUnconfirmed(origin) ? [name] : [],
  );
  return unconfirmed.length === 0
    ? undefined
    : `Addresses not confirmed by Zoho: ${unconfirmed.join(', ')}`;
}

/** What each way is, and what a person needs for it. */
export const WAY_WORDS: Record<FlowId, readonly [label: string, detail: string]> = {
  publisher: ['Browser', 'You allow the access on Zoho’s page'],
  'self-client': ['Self client', 'Its ID and secret from Zoho’s API console; two minutes'],
  browser: [
    'Browser, with your own client',
    'A server-based or mobile client of yours, with redirect addresses',
  ],
  'device-code': [
    'Device code',
    'A non-browser client of yours; the code can be entered on any device',
  ],
  'access-token': ['Access token', 'Pasted; serves for an hour at most'],
};

/** As Zoho's API console calls them. */
export const CLIENT_TYPE_WORDS: Record<ClientType, string> = {
  self: 'Self Client',
  server: 'Server-based Applications',
  mobile: 'Mobile-based Applications',
  'non-browser': 'Non-browser Applications',
};

export function wordsOfProofProblem(problem: ProofProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'Paste a URL of your CRM, your organization’s ID, or a code.';
    case 'no-number':
      return problem.name === undefined
        ? 'This URL has no organization ID (“org” and digits). Paste the URL of another page of your CRM.'
        : 'This URL has a name instead of “org” and digits. Use a code from “Generate Code”.';
    case 'not-of-crm':
      return `${wordsOfOtherAddress(problem.address)} Paste a URL of your CRM, such as https://crm.zoho.com/crm/org….`;
    case 'not-understood':
      return 'This isn’t a URL of a CRM, an organization ID (only digits), or a code (1000.…).';
    case 'other-data-center':
      return `This URL is of another data center (${REGIONS[problem.dataCenter]}). Go back and choose that one.`;
    case 'record-id':
      return 'This is the ID of a record. Paste your organization’s ID, or any URL of your CRM.';
    case 'sandbox':
      return 'This is a sandbox’s address. Paste a code in its place: “Generate Code” in the API console lets you choose the sandbox.';
  }
}
