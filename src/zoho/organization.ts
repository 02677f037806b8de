import { LOOKUP_VERSION } from './apiVersion.ts';
import { failureOf } from './answer.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { failed, success } from './failure.ts';
import type { Row } from './rows.ts';
import { rowsIn } from './rows.ts';
import { ORGANIZATION_SCOPE } from './scopes.ts';
import type { Incoming } from './sender.ts';
import { idIn, textOfValue } from './value.ts';

export interface Organization {
  /** `zgid`, Zoho's number for the organization. */
  readonly id: string;
  /** The company's; if Zoho has none, the organization's other name. */
  readonly name: string;
  /**
   * `domain_name`, the organization's name in URLs of the CRM: `org808232144`, or one that it
   * chose.
   */
  readonly domain: string;
  /**
   * In lower case: an environment (`production`, `sandbox`, `developer`) or another product
   * (`bigin`). Undefined if the answer doesn’t say, as in the samples of v2 to v5.
   */
  readonly type: string | undefined;
}

/** The organization that a token belongs to. */
export interface FoundOrganization {
  readonly organization: Organization;
  /** Milliseconds since 1970, by the clock here, when the token expires, if the answer says so. */
  readonly tokenEndsAt: number | undefined;
}

/** Source: `GET /crm/v8/org`, scope ZohoCRM.org.READ. */
export async function findOrganization(
  crm: Crm,
  signal: AbortSignal,
): Promise<Result<FoundOrganization>> {
  const request = {
    call: 'identity',
    method: 'GET',
    version: LOOKUP_VERSION,
    path: ['org'],
  } as const;
  const answer = await crm.ask({ ...request, personal: true, scope: ORGANIZATION_SCOPE, signal });
  if (!answer.ok) {
    return answer;
  }
  const rows = rowsIn(answer.value, 'org');
  if (!rows.ok) {
    return rows;
  }
  const [organization] = rows.value.flatMap((row) => organizationIn(row) ?? []);
  return organization === undefined
    ? failed(failureOf(answer.value))
    : success({ organization, tokenEndsAt: tokenEndsAt(answer.value) });
}

/** Undefined if it doesn’t say which organization it is. */
function organizationIn(row: Row): Organization | undefined {
  const domain = textOfValue(row.domain_name);
  const id = idIn(row.zgid) ?? /^org([1-9]\d*)$/.exec(domain ?? '')?.[1];
  if (id === undefined) {
    return undefined;
  }
  return {
    id,
    name: textOfValue(row.company_name) ?? textOfValue(row.alias) ?? domain ?? `org${id}`,
    domain: domain ?? `org${id}`,
    type: textOfValue(row.type)?.toLowerCase(),
  };
}

/**
 * Zoho uses its own clock, and the clock here may be wrong by a day. So what counts is the time
 * from the answer's own time on. The header was seen in real answers, but isn’t documented.
 */
function tokenEndsAt({ headers }: Incoming): number | undefined {
  const left = Date.parse(headers['x-accesstoken-reset'] ?? '') - Date.parse(headers.date ?? '');
  return left > 0 ? Date.now() + left : undefined;
}
