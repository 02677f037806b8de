import os from 'node:os';
import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import { clientOf } from '../../auth/account.ts';
import { MOST_REFRESH_TOKENS } from '../../auth/refreshTokens.ts';
import type { RememberedSecrets } from '../../auth/secrets.ts';
import type { Settings } from '../../settings.ts';
import { placeName } from '../../zoho/dataCenter.ts';
import type { Network } from '../../zoho/network.ts';
import type { Log } from '../log.ts';
import { PRODUCT } from './product.ts';

export const DIAGNOSTICS_COPIED = vscode.l10n.t('Diagnostics copied (no secrets or names).');

/**
 * What a bug report needs, as Markdown, without secrets or names. It is in English for those who
 * read the report.
 *
 * @param accounts undefined if they can't be read now
 */
export function diagnostics(
  {
    version,
    settings,
    policy,
    secrets,
    network,
    log,
  }: {
    readonly version: string;
    readonly settings: Settings;
    /** What the diagnostics say of it. */
    readonly policy: string;
    readonly secrets: RememberedSecrets;
    readonly network: Network;
    readonly log: Log;
  },
  accounts: readonly Account[] | undefined,
): string {
  const ways = [...network.routes()].map(([host, way]) => `${host}: ${way}`);
  const where = vscode.env.remoteName === undefined ? 'local' : `remote (${vscode.env.remoteName})`;
  const lines = [
    [PRODUCT, version],
    ['VS Code', `${vscode.version}, ${vscode.env.appName}, ${where}`],
    ['Node', process.versions.node],
    ['System', `${os.type()} ${os.release()} ${os.arch()}`],
    ['API version', settings.apiVersion()],
    ['Restricted triggers', list(settings.restrictTriggers())],
    ['Time limit', `${settings.timeLimit()} s`],
    ['Custom server', settings.customServer().kind],
    ['Policy file', policy],
    ['Accounts', accounts === undefined ? 'can’t be read' : list(accounts.map(accountLine))],
    ['Refresh tokens', list(refreshTokens(accounts ?? []))],
    ['Secrets', secrets.isPersistent ? 'stored' : 'kept until restart'],
    ['Route to each host', list(ways)],
  ];
  return [
    ...lines.map(([name = '', value = '']) => `- ${name}: ${value}`),
    '',
    'Last requests:',
    '',
    ...(log.lastExchanges.length === 0 ? ['none'] : log.lastExchanges.map((line) => `    ${line}`)),
    '',
  ].join('\n');
}

function accountLine(account: Account): string {
  const { place, credentials } = account;
  const client = clientOf(account);
  const by =
    client === undefined ? credentials.kind : `${credentials.kind} of a ${client.type} client`;
  return `${placeName(place)} ${place.environment} by ${by}`;
}

/** How many each client has for one person: Zoho keeps twenty. */
function refreshTokens(accounts: readonly Account[]): string[] {
  const holders = accounts.flatMap(({ credentials, user }) =>
    credentials.kind === 'refresh-token' ? [`${credentials.client.id} ${user.email}`] : [],
  );
  return [...new Set(holders)].map((holder, index) => {
    const inUse = holders.filter((one) => one === holder).length;
    return `${inUse} of ${MOST_REFRESH_TOKENS} with client ${index + 1}`;
  });
}

function list(items: readonly string[]): string {
  return items.length === 0 ? 'none' : items.join(', ');
}
