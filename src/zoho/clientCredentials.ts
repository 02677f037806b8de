import type { AccountsServer, ClientCredentials } from './accountsServer.ts';
import type { Failure, OAuthFailure, Result } from './failure.ts';
import { failed, success } from './failure.ts';
import type { Grant } from './grant.ts';
import { requestByClientCredentials } from './grant.ts';
import { COQL_SCOPE, isOfCrm, SEARCH_SCOPE } from './scopes.ts';

/**
 * Requests a token by client credentials with as many of the scopes as Zoho grants. It isn’t
 * documented whether it grants those of another service, such as the search's, for an organization
 * of the CRM, and Zoho's error is the same for a refused organization and a refused scope. So fewer
 * are requested: the CRM's own, with the one that finds records instead of the search; then without
 * those that few people need; then without that one.
 *
 * @returns a grant that says which scopes it has. If nothing helps, the organization was refused,
 *   which may mean its ID or the scopes
 */
export async function requestGrantedScopes(
  server: AccountsServer,
  client: ClientCredentials,
  organizationId: string,
  scopes: readonly string[],
  signal: AbortSignal,
): Promise<Result<Grant>> {
  let refusal = { error: '', host: '' };
  for (const some of fewerAndFewer(scopes)) {
    const granted = await requestByClientCredentials(server, client, organizationId, some, signal);
    if (granted.ok) {
      return success({ scopes: some, ...granted.value });
    }
    if (!mayConcernScopes(granted.failure)) {
      return granted;
    }
    refusal = granted.failure;
  }
  const { error, host } = refusal;
  return failed({ kind: 'organization-refused', error, host });
}

/** Whether Zoho may have refused because of the scopes. */
export function mayConcernScopes(failure: Failure): failure is OAuthFailure {
  return (
    failure.kind === 'scope-unknown' ||
    (failure.kind === 'organization-refused' && /^missing_org_info$/i.test(failure.error))
  );
}

function fewerAndFewer(scopes: readonly string[]): readonly (readonly string[])[] {
  const own = scopes.filter(isOfCrm);
  const few = own.filter((scope) => !RARE.test(scope));
  const inPlaceOfSearch = scopes.includes(SEARCH_SCOPE) ? [COQL_SCOPE] : [];
  const searchable = (some: readonly string[]): readonly string[] => [
    ...new Set([...some, ...inPlaceOfSearch]),
  ];
  const all = [scopes, searchable(own), searchable(few), few];
  return all.filter((some, index) => some.length > 0 && some.join() !== all[index - 1]?.join());
}

const RARE = /^ZohoCRM\.modules\.(custom|deals)\./i;
