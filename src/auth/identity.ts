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

/** Whose a token is, and where. */
interface Identity extends Pick<Account, 'place' | 'organization' | 'user'> {
  /** Milliseconds since 1970, where Zoho says when the token ends. */
  readonly tokenEndsAt: number | undefined;
}

/**
 * The organization and the person that a new token stands for.
 *
 * @param apiDomain as the token answer names it, empty where it does not
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
  // The organization itself knows best what it is, and where it says is where it is kept. Where it
  // says nothing that is known, it is what the API is for that knew the token.
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
 * A token is good at the API of its own environment only, and Zoho leaves open whether its answer
 * names that one: the environments are asked in turn.
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
    // What production says is told: the others are no wiser, but for one that knows the token.
    // Whether they can be reached at all says nothing of it.
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

/** Whether the CRM has looked at the token, and has something else against the request. */
function isOfCrm(failure: Failure): boolean {
  return 'error' in failure && failure.kind !== 'internal-error' && failure.kind !== 'unavailable';
}

function crmAt(network: Network, place: Place, accessToken: string): Crm {
  return new Crm(network, serversOf(place), {
    token: () => Promise.resolve(success(accessToken)),
  });
}
