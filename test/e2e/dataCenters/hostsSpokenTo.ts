import assert from 'node:assert/strict';
import type { EmulatorControl } from '../../emulator/control.ts';

/** Every Zoho host contacted, all through the proxy, over TLS, and VS Code's network. */
export async function hostsSpokenTo(crm: EmulatorControl): Promise<string[]> {
  const requests = (await crm.requests()).filter(({ userAgent }) =>
    userAgent.startsWith('zoho-crm'),
  );
  assert.ok(requests.length > 0);
  assert.ok(requests.every(({ secure, userAgent }) => secure && userAgent.endsWith('(https)')));
  const targets = (await crm.proxyLog()).map(({ target }) => target);
  return [...new Set(targets.filter((target) => target.includes('zoho')))].sort();
}
