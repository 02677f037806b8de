import { Crm } from '../zoho/crm.ts';
import type { Authority, Environment, Place } from '../zoho/dataCentre.ts';
import { placesOfApiDomain, serversOf } from '../zoho/dataCentre.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import { failed, success } from '../zoho/failure.ts';
import type { Network } from '../zoho/network.ts';
import type { FoundOrganisation, Organisation } from '../zoho/organisation.ts';
import { findOrganisation } from '../zoho/organisation.ts';
import { findUser } from '../zoho/user.ts';
import type { Account } from './account.ts';

/** Whose a token is, and where. */
export interface Identity extends Pick<Account, 'place' | 'organisation' | 'user'> {
  /** Milliseconds since 1970, where Zoho says when the token ends. */
  readonly tokenEndsAt: number | undefined;
}

/**
 * The organisation and the person that a new token stands for.
 *
 * @param apiDomain as the token answer names it
 */
export async function identify(
  network: Network,
  authority: Authority,
  apiDomain: string,
  accessToken: string,
  signal: AbortSignal,
): Promise<Result<Identity>> {
  const places = placesOfApiDomain(authority, apiDomain);
  const found = await firstThatKnows(places, apiDomain, (place) =>
    findOrganisation(crmAt(network, place, accessToken), signal),
  );
  if (!found.ok) {
    return found;
  }
  const { organisation, tokenEndsAt, place } = found.value;
  const user = await findUser(crmAt(network, place, accessToken), signal);
  return user.ok
    ? success({
        place: { ...place, environment: environmentOf(organisation, place) },
        organisation: { id: organisation.id, name: organisation.name, domain: organisation.domain },
        user: user.value,
        tokenEndsAt,
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
  ask: (place: Place) => Promise<Result<FoundOrganisation>>,
): Promise<Result<FoundOrganisation & { readonly place: Place }>> {
  let refused: Failure | undefined;
  for (const place of places) {
    const found = await ask(place);
    if (found.ok) {
      return success({ ...found.value, place });
    }
    // What production says is told: the others are no wiser.
    refused ??= found.failure;
    const { kind } = found.failure;
    if (kind !== 'token-invalid' && kind !== 'authentication-failed') {
      return found;
    }
  }
  return failed(refused ?? { kind: 'foreign-server', server: apiDomain });
}

function crmAt(network: Network, place: Place, accessToken: string): Crm {
  const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
  return new Crm(network, serversOf(place), { token, renew: token });
}

/** The organisation itself knows best what it is. */
function environmentOf(organisation: Organisation, place: Place): Environment {
  return organisation.type === 'bigin' ? place.environment : organisation.type;
}
