import * as v from 'valibot';
import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import { valueOf } from './crm.ts';
import type { Result } from './failure.ts';

export interface Organisation {
  /** `zgid`, the number that Zoho knows the organisation by. */
  readonly id: string;
  readonly name: string;
  readonly type: 'production' | 'sandbox' | 'developer' | 'bigin';
}

const Shape = v.pipe(
  v.object({
    org: v.tuple([
      v.object({
        zgid: v.string(),
        company_name: v.string(),
        type: v.picklist(['production', 'sandbox', 'developer', 'bigin']),
      }),
    ]),
  }),
  v.transform(({ org: [{ zgid, company_name, type }] }): Organisation => {
    return { id: zgid, name: company_name, type };
  }),
);

/** The organisation that the token belongs to. Source: `GET /crm/v8/org`, scope ZohoCRM.org.READ. */
export async function findOrganisation(
  crm: Crm,
  signal: AbortSignal,
): Promise<Result<Organisation>> {
  const request = { method: 'GET', version: LOOKUP_VERSION, path: ['org'] } as const;
  const answer = await crm.ask({ ...request, personal: true, signal });
  return answer.ok ? valueOf(answer.value, Shape) : answer;
}
