import { REGIONS } from '../../src/ui/words/signIn.ts';
import type { DataCenter } from '../../src/zoho/dataCenter.ts';
import {
  consoleOf,
  DATA_CENTERS,
  ENVIRONMENTS,
  isUnconfirmed,
  serversOf,
} from '../../src/zoho/dataCenter.ts';

/** Marks a host that is only assumed to exist. */
const UNCONFIRMED = '†';

/** The table of every host that the extension contacts or opens in the browser. */
export function hosts(): string {
  return [
    '| Data center | Sign-in | API: production, sandbox, developer | Pages opened in the browser |',
    '| --- | --- | --- | --- |',
    ...DATA_CENTERS.map(row),
    '',
    `${UNCONFIRMED} Not confirmed by any public source; named like the other data centers’ hosts.`,
  ].join('\n');
}

function row(dataCenter: DataCenter): string {
  const servers = ENVIRONMENTS.map((environment) =>
    serversOf({ kind: 'zoho', dataCenter, environment }),
  );
  const accounts = servers.map((server) => server.accounts);
  const pages = [...servers.map(({ web }) => web), consoleOf(dataCenter)];
  const cells = [accounts, servers.map(({ api }) => api), pages].map(names);
  return `| ${REGIONS[dataCenter]} | ${cells.join(' | ')} |`;
}

function names(origins: readonly string[]): string {
  const told = origins.map(
    (origin) => new URL(origin).host + (isUnconfirmed(origin) ? ` ${UNCONFIRMED}` : ''),
  );
  return [...new Set(told)].join(', ');
}
