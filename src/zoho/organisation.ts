import * as v from 'valibot';
import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import { valueOf } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import { ORGANISATION_SCOPE } from './scopes.ts';
import type { Incoming } from './sender.ts';

export interface Organisation {
  /** `zgid`, the number that Zoho knows the organisation by. */
  readonly id: string;
  readonly name: string;
  /** `domain_name`, how addresses of the CRM call it: `org808232144`, or a name of its choice. */
  readonly domain: string;
  /** An environment: `production`, `sandbox`, `developer`; or another product: `bigin`. */
  readonly type: string;
}

const Shape = v.pipe(
  v.object({
    org: v.tuple([
      v.object({
        zgid: v.string(),
        company_name: v.string(),
        domain_name: v.nullish(v.string()),
        type: v.string(),
      }),
    ]),
  }),
  v.transform(({ org: [{ zgid, company_name, domain_name, type }] }): Organisation => {
    return { id: zgid, name: company_name, domain: domain_name ?? zgid, type };
  }),
);

/** The organisation that a token belongs to. */
export interface FoundOrganisation {
  readonly organisation: Organisation;
  /** Milliseconds since 1970, by the clock here, at which the token ends; where the answer says so. */
  readonly tokenEndsAt: number | undefined;
}

/** Source: `GET /crm/v8/org`, scope ZohoCRM.org.READ. */
export async function findOrganisation(
  crm: Crm,
  signal: AbortSignal,
): Promise<Result<FoundOrganisation>> {
  const request = {
    call: 'identity',
    method: 'GET',
    version: LOOKUP_VERSION,
    path: ['org'],
  } as const;
  const answer = await crm.ask({ ...request, personal: true, scope: ORGANISATION_SCOPE, signal });
  if (!answer.ok) {
    return answer;
  }
  const organisation = valueOf(answer.value, Shape);
  return organisation.ok
    ? success({ organisation: organisation.value, tokenEndsAt: tokenEndsAt(answer.value) })
    : organisation;
}

/**
 * Zoho says it by its own clock, and the clock here may be wrong by a day: what counts is how long
 * it is from the answer's own time on. The header was seen on real answers, documented nowhere.
 */
function tokenEndsAt({ headers }: Incoming): number | undefined {
  const left = Date.parse(headers['x-accesstoken-reset'] ?? '') - Date.parse(headers.date ?? '');
  return left > 0 ? Date.now() + left : undefined;
}
