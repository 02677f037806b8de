import os from 'node:os';
import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import type { Settings } from '../settings.ts';
import { placeName } from '../zoho/dataCentre.ts';
import type { Network } from '../zoho/network.ts';
import type { Log } from './log.ts';

/** What helps whoever is asked for help, as Markdown. No secret and nobody's name is in it. */
export function diagnostics(
  version: string,
  settings: Settings,
  accounts: readonly Account[],
  network: Network,
  log: Log,
): string {
  const places = accounts.map(({ place }) => `${placeName(place)} ${place.environment}`);
  const ways = [...network.ways()].map(([host, way]) => `${host}: ${way}`);
  const where = vscode.env.remoteName === undefined ? 'local' : `remote (${vscode.env.remoteName})`;
  const lines = [
    ['Photo Uploader for Zoho CRM', version],
    ['VS Code', `${vscode.version}, ${vscode.env.appName}, ${where}`],
    ['Node', process.versions.node],
    ['System', `${os.type()} ${os.release()} ${os.arch()}`],
    ['API version', settings.apiVersion()],
    ['Restricted triggers', list(settings.restrictTriggers())],
    ['Time limit', `${settings.timeLimit()} s`],
    ['Custom server', settings.customServer().kind],
    ['Accounts', list(places)],
    ['Way to each host', list(ways)],
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

function list(items: readonly string[]): string {
  return items.length === 0 ? 'none' : items.join(', ');
}
