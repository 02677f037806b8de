import { Accounts } from '../../../src/auth/accounts.ts';
import { NO_POLICY } from '../policy/policyInTest.ts';
import { Clients } from '../../../src/auth/clients.ts';
import type { SignInServices } from '../../../src/auth/signIn.ts';
import { UsedCodes } from '../../../src/auth/usedCodes.ts';
import type { FlowServices } from '../../../src/auth/flows/attempt.ts';
import type { Clock } from '../../../src/async/clock.ts';
import type { Network } from '../../../src/zoho/network.ts';
import { SCOPES } from '../../../src/zoho/scopes.ts';
import { SecretsInMemory } from './secretsInMemory.ts';

/** No test waits unless it is about waiting. */
const NO_WAIT: Clock = {
  sleep: (_milliseconds, signal) => {
    signal.throwIfAborted();
    return Promise.resolve();
  },
  random: () => 0.5,
};

/** Everything that signing in needs, in a VS Code without accounts. */
export function signInParts(
  network: Network,
  means: Partial<FlowServices> = {},
  parts: Partial<SignInServices> = {},
): SignInServices {
  const secrets = new SecretsInMemory();
  return {
    accounts: new Accounts(secrets),
    clients: new Clients(secrets),
    publisherClient: undefined,
    usedCodes: new UsedCodes(),
    policy: NO_POLICY,
    means: {
      network,
      clock: NO_WAIT,
      surroundings: { extensionHost: 'desktop', publisherClient: false },
      scopes: SCOPES,
      ports: [],
      timeLimit: 60_000,
      pageOf: String,
      ...means,
    },
    ...parts,
  };
}
