import { abortable } from '../../async/abortable.ts';
import { AccountsServer } from '../../zoho/accountsServer.ts';
import type { Authority } from '../../zoho/dataCenter.ts';
import { accountsOf, dataCenterOfLocation } from '../../zoho/dataCenter.ts';
import type { DeviceCode } from '../../zoho/deviceCode.ts';
import { pollDeviceCode, requestDeviceCode } from '../../zoho/deviceCode.ts';
import type { Result } from '../../zoho/failure.ts';
import { failed, success } from '../../zoho/failure.ts';
import type { SignInAnswers, SignInPrompts } from '../prompts.ts';
import { clientOfSignIn } from '../client.ts';
import type { Discard, TokenExchange, FlowServices, ObtainedToken } from './attempt.ts';
import { UNINTERRUPTED } from './attempt.ts';
import { withRefreshToken } from './refreshToken.ts';

type DeviceAnswers = SignInAnswers & { way: 'device-code' };

/**
 * Zoho wants no poll sooner than this, whatever it says. After each complaint or lost poll, it is
 * this much later.
 */
const LEAST_MS = 1000;
const SLOWER_MS = 5000;

/**
 * A code that the person enters on a page of Zoho, on this machine or any other.
 *
 * @param discard gets the token of a poll that was answered after a cancel
 * @returns undefined when the person cancels
 */
export async function byDeviceCode(
  means: FlowServices,
  answers: DeviceAnswers,
  prompts: SignInPrompts,
  discard: Discard,
): Promise<Result<TokenExchange> | undefined> {
  const { authority, client } = answers;
  const server = new AccountsServer(means.network, accountsOf(authority));
  const given = await prompts.meanwhile({ kind: 'exchanging' }, (signal) =>
    requestDeviceCode(server, client.id, means.scopes, signal),
  );
  if (given?.ok !== true) {
    return given;
  }
  const page = pageToOpen(given.value, authority);
  if (page === undefined) {
    return failed({ kind: 'foreign-server', server: given.value.page });
  }
  const shown = { userCode: given.value.userCode, page };
  if (!(await prompts.deviceCode(shown))) {
    return undefined;
  }
  const obtained = await prompts.meanwhile({ kind: 'device-code', ...shown }, (signal) =>
    poll(means, answers, given.value, discard, signal),
  );
  return obtained?.ok === true ? success(() => Promise.resolve(obtained)) : obtained;
}

/**
 * Only a page of this accounts server. Elsewhere, people would enter a code that signs somebody
 * else in.
 */
function pageToOpen({ page, filledPage }: DeviceCode, authority: Authority): string | undefined {
  const own = accountsOf(authority);
  return [filledPage, page].find((one) => one !== undefined && new URL(one).origin === own);
}

async function poll(
  { network, clock }: FlowServices,
  { authority, client }: DeviceAnswers,
  { deviceCode, intervalMs, endsAt }: DeviceCode,
  discard: Discard,
  signal: AbortSignal,
): Promise<Result<ObtainedToken>> {
  let home = authority;
  let wait = Math.max(intervalMs, LEAST_MS);
  for (;;) {
    await clock.sleep(wait, signal);
    const server = new AccountsServer(network, accountsOf(home));
    const polled = await abortable(
      pollDeviceCode(server, client, deviceCode, UNINTERRUPTED),
      signal,
      (late) => {
        if (late.ok && late.value.kind === 'granted') {
          discard(withRefreshToken(success(late.value.grant), home, client));
        }
      },
    );
    if (!polled.ok) {
      return polled;
    }
    switch (polled.value.kind) {
      case 'granted':
        return withRefreshToken(
          success(polled.value.grant),
          home,
          clientOfSignIn(client, authority, home),
        );
      case 'pending':
        break;
      case 'slow-down':
      case 'lost':
        wait += SLOWER_MS;
        break;
      case 'other-data-center': {
        const dataCenter = dataCenterOfLocation(polled.value.location.trim().toLowerCase());
        if (authority.kind !== 'zoho' || dataCenter === undefined) {
          return failed({ kind: 'foreign-server', server: polled.value.location });
        }
        home = { kind: 'zoho', dataCenter };
        break;
      }
    }
    if (Date.now() > endsAt) {
      const { value } = polled;
      return value.kind === 'lost' ? failed(value.failure) : server.refusalBy('expired');
    }
  }
}
