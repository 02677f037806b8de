import process from 'node:process';
import { Accounts } from '../../../src/auth/accounts.ts';
import { NO_POLICY } from '../policy/policyInTest.ts';
import { AccountTokens } from '../../../src/auth/accountTokens.ts';
import { SharedSecrets } from '../../../src/auth/sharedSecrets.ts';
import { Leases } from '../../../src/storage/leases.ts';
import { systemClock } from '../../../src/async/clock.ts';
import { Network } from '../../../src/zoho/network.ts';
import { SecretsInFolder } from './secretsInFolder.ts';

// A VS Code window, as far as tokens are concerned: each message says how many tokens to request
// concurrently, and the reply has the results.
const [secrets = '', leases = '', account = ''] = process.argv.slice(2);

const network = new Network({
  userAgent: 'test',
  timeLimit: () => 60,
  systemCertificates: () => false,
  onExchange: () => undefined,
});
// Waits less long for a killed holder than VS Code's windows do.
const held = new Leases(leases, { heartbeat: 100, timeout: 1000, pollInterval: 20 });
const shared = new SharedSecrets(new SecretsInFolder(secrets), held, systemClock);
const tokens = new AccountTokens(
  { policy: NO_POLICY, accounts: new Accounts(shared), network, leases: held },
  account,
);

process.on('message', (count: number) => {
  const never = new AbortController().signal;
  const asked = Array.from({ length: count }, () => tokens.token(never));
  void Promise.all(asked).then((results) => process.send?.(results));
});
