import type * as vscode from 'vscode';
import type { SignInServices } from '../auth/signIn.ts';
import { authenticate } from '../auth/signIn.ts';
import { addScopes } from '../auth/scopeAddition.ts';
import { removeAccount } from '../auth/signOut.ts';
import { PORTS } from '../auth/flows/loopback.ts';
import { publisherClient } from '../auth/publisherClient.ts';
import { UsedCodes } from '../auth/usedCodes.ts';
import { systemClock } from '../async/clock.ts';
import { extensionHostOf } from '../ui/extensionHost.ts';
import { browserPage } from '../ui/signIn/browserPage.ts';
import { signInPrompts } from '../ui/signIn/prompts.ts';
import { failed } from '../zoho/failure.ts';
import { SCOPES, joinedScopes } from '../zoho/scopes.ts';
import type { Services } from './services.ts';

/** How long a person may take on a page in the browser. */
const PATIENCE_MS = 5 * 60_000;

export type AccountServices = Pick<Services, 'signIn' | 'addScopes' | 'signOut'>;

/** What signs in and out. Made once: a code that was used is remembered. */
export function accountServices(
  {
    accounts,
    clients,
    network,
    policy,
    settings,
  }: Pick<Services, 'accounts' | 'clients' | 'network' | 'policy' | 'settings'>,
  extension: vscode.Extension<unknown>,
): AccountServices {
  const publisher = publisherClient();
  const surroundings = {
    extensionHost: extensionHostOf(extension),
    publisherClient: publisher !== undefined,
  };
  const means = {
    network,
    clock: systemClock,
    surroundings,
    scopes: SCOPES,
    ports: PORTS,
    timeLimit: PATIENCE_MS,
    pageOf: browserPage,
  };
  const usual: SignInServices = {
    accounts,
    clients,
    means,
    publisherClient: publisher,
    usedCodes: new UsedCodes(),
    policy,
  };
  return {
    signIn: (again, more, server, ends, byCode) => {
      const scopes = joinedScopes(SCOPES, [...new Set([...(again?.scopes ?? []), ...more])]);
      const here = {
        ...surroundings,
        // The publisher's client is registered at Zoho.
        publisherClient: surroundings.publisherClient && server.kind === 'none',
      };
      const wider = { ...usual, means: { ...means, scopes, surroundings: here } };
      return authenticate(wider, signInPrompts(server, ends), again, byCode, more);
    },
    addScopes: async (account, scopes, ends) => {
      const refusal = await policy.refusalOf(account);
      return refusal === undefined
        ? addScopes(usual, signInPrompts(settings.customServer(), ends), account, scopes)
        : failed(refusal);
    },
    signOut: ({ id }) => removeAccount({ accounts, clients, network }, id),
  };
}
