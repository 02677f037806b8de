import type { ServerName } from './dataCenter.ts';
import { ZOHO_HOSTS } from './dataCenter.ts';

/**
 * Where each Zoho host name should resolve, for the `hosts` option of a test's browser.
 *
 * @param tlsPorts of an emulator that was started with TLS
 * @returns host names and `127.0.0.1:PORT`
 */
export function zohoHostRules(
  tlsPorts: Readonly<Record<ServerName, number>>,
): Record<string, string> {
  return Object.fromEntries(
    ZOHO_HOSTS.map(({ host, server }) => [host, `127.0.0.1:${tlsPorts[server]}`]),
  );
}
