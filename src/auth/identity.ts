import { Crm } from '../zoho/crm.ts';
import type { Authority, Place } from '../zoho/dataCenter.ts';
import { ENVIRONMENTS, serversOf } from '../zoho/dataCenter.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import { failed, success } from '../zoho/failure.ts';
import type { Network } from '../zoho/network.ts';
import type { FoundOrganization } from '../zoho/organization.ts';
import { findOrganization } from '../zoho/organization.ts';
import { findUser } from '../zoho/user.ts';
import type { Account } from './account.ts';
import { placesOfToken } from './tokenPlaces.ts';

/** Who a token is for, and where. */
interface Identity extends Pick<Account, 'place' | 'organization' | 'user'> {
  /** Milliseconds since 1970, if Zoho says when the token expires. */
  readonly tokenEndsAt: number | undefined;
}

/**
 * The organization and the person that a new token is for.
 *
 * @param apiDomain from the token's answer; empty if it has none
 */
export async function identify(
  network: Network,
  authority: Authority,
  apiDomain: string,
  accessToken: string,
  signal: AbortSignal,
): Promise<Result<Identity>> {
  const places = placesOfToken(authority, apiDomain);
  const found = await firstThatKnows(places, apiDomain, (place) =>
    findOrganization(crmAt(network, place, accessToken), signal),
  );
  if (!found.ok) {
    return found;
  }
  const { id, name, domain, type } = found.value.organization;
  if (type?.includes('bigin') === true) {
    return failed({ kind: 'other-product', organization: name });
  }
  // The organization says best which environment it is. If it says nothing that is known, the
  // environment is that of the API that accepted the token.
  const environment = ENVIRONMENTS.find((each) => each === type) ?? found.value.place.environment;
  const place = { ...authority, environment };
  const user = await findUser(crmAt(network, place, accessToken), signal);
  return user.ok
    ? success({
        place,
        organization: { id, name, domain },
        user: user.value,
        tokenEndsAt: found.value.tokenEndsAt,
      })
    : user;
}

/**
 * A token only works at the API of its own environment, and Zoho doesn’t document whether its
 * answer names that one. So the environments are tried in turn.
 */
async function firstThatKnows(
  places: readonly Place[],
  apiDomain: string,
  ask: (place: Place) => Promise<Result<FoundOrganization>>,
): Promise<Result<FoundOrganization & { readonly place: Place }>> {
  let refused: Failure | undefined;
  for (const place of places) {
    const found = await ask(place);
    if (found.ok) {
      return success({ ...found.value, place });
    }
    const { failure } = found;
    // Production's failure is reported: the others know no better, unless one accepts the token. It
    // doesn’t matter whether they can be reached.
    const isNone = refusesToken(failure) || saysNothing(failure);
    if (!isNone && (refused === undefined || isOfCrm(failure))) {
      return found;
    }
    refused ??= failure;
  }
  return failed(refused ?? { kind: 'foreign-server', server: apiDomain });
}

function refusesToken({ kind }: Failure): boolean {
  return kind === 'token-invalid' || kind === 'authentication-failed';
}

/** A success that names no organization: the token's may be at another API. */
function saysNothing(failure: Failure): boolean {
  return failure.kind === 'answer-unreadable' && failure.status < 300;
}

/** Whether the CRM checked the token, and rejects the request for another reason. */
function isOfCrm(failure: Failure): boolean {
  return 'error' in failure && failure.kind !== 'internal-error' && failure.kind !== 'unavailable';
}

function crmAt(network: Network, place: Place, accessToken: string): Crm {
  return new Crm(network, serversOf(place), {
    token: () => Promise.resolve(success(accessToken)),
  });
}
