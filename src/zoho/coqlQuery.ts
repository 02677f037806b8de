import { LOOKUP_VERSION } from './apiVersion.ts';
import type { CrmAnswer } from './answer.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { jsonBody } from './jsonBody.ts';
import { COQL_SCOPE } from './scopes.ts';

/** Runs a query of COQL. Source: `POST /crm/v8/coql`; 204 if nothing is found. */
export function askCoql(crm: Crm, query: string, signal: AbortSignal): Promise<Result<CrmAnswer>> {
  return crm.ask({
    call: 'query',
    method: 'POST',
    version: LOOKUP_VERSION,
    path: ['coql'],
    body: jsonBody({ select_query: query }),
    personal: true,
    scope: COQL_SCOPE,
    signal,
  });
}

/** A text in a query. Quotes are doubled (Zoho's "FAQs on COQL API"). */
export function coqlLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * A text for `like`. It isn’t documented what a backslash means there, so none is sent: `%` stands
 * for it.
 */
export function likeText(text: string): string {
  return text.replaceAll(/[\\\p{Cc}]/gu, '%');
}
