import process from 'node:process';
import { Accounts } from '../../../src/auth/accounts.ts';
import { AccountTokens } from '../../../src/auth/accountTokens.ts';
import { SharedSecrets } from '../../../src/auth/sharedSecrets.ts';
import { Leases } from '../../../src/storage/leases.ts';
import { systemClock } from '../../../src/async/clock.ts';
import { Network } from '../../../src/zoho/network.ts';
import { SecretsInFolder } from './secretsInFolder.ts';

// A window of VS Code, as far as tokens are concerned: told by each message how many tokens to ask
// for at once, it answers with what came of them.
const [secrets = '', leases = '', account = ''] = process.argv.slice(2);

const network = new Network({
  userAgent: 'test',
  timeLimit: () => 60,
  systemCertificates: () => false,
  onExchange: () => undefined,
});
// A holder that was killed is waited for: less long than by VS Code’s windows.
const held = new Leases(leases, { heartbeat: 100, timeout: 1000, pollInterval: 20 });
const shared = new SharedSecrets(new SecretsInFolder(secrets), held, systemClock);
const tokens = new AccountTokens(
  { accounts: new Accounts(shared), network, leases: held },
  account,
);

process.on('message', (count: number) => {
  const never = new AbortController().signal;
  const asked = Array.from({ length: count }, () => tokens.token(never));
  void Promise.all(asked).then((results) => process.send?.(results));
});
