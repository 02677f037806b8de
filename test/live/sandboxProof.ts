import type { Authority } from '../../src/zoho/dataCenter.ts';
import { serversOf } from '../../src/zoho/dataCenter.ts';
import type { Network } from '../../src/zoho/network.ts';
import { idIn, textOfValue } from '../../src/zoho/value.ts';
import type { Answer } from './answer.ts';
import { answerOf, plainCode, rowsOf, statusAndCode } from './answer.ts';
import type { Seen } from './question.ts';
import { ZohoFailure } from './zohoFailure.ts';

export interface Sandbox {
  readonly environment: 'sandbox' | 'developer';
  /** The origin of the API that accepts the token. */
  readonly api: string;
  readonly organization: {
    /** `zgid` */
    readonly id: string;
    readonly domain: string;
    readonly name: string;
  };
  /** How many calls it took. */
  readonly calls: number;
  /** What Zoho's answers said besides. */
  readonly seen: readonly Seen[];
  /** Texts of the answers that may not be in a report. */
  readonly personal: readonly string[];
}

/** What `proveSandbox` asks at most. */
export const PROOF_CALLS = 3;

/**
 * Proves by Zoho's own answers that a token is for a sandbox or a developer edition: only the API of
 * such organizations accepts it, and the organization says no other type. Where there is only one
 * API, the organization must say so itself.
 *
 * @returns why not, if it isn't proved
 */
export async function proveSandbox(
  network: Network,
  authority: Authority,
  token: string,
  signal: AbortSignal,
): Promise<Sandbox | string> {
  let calls = 0;
  const ask = (api: string): Promise<Answer> => {
    calls += 1;
    return organizationAt(network, api, token, signal);
  };
  if (authority.kind === 'custom') {
    const { api } = authority.servers;
    const answer = await ask(api);
    return judged(answer, api, undefined, calls, [
      { about: 'wrongHostCode', unseen: 'A custom server has one API for all environments.' },
    ]);
  }
  const apiOf = (environment: 'production' | Sandbox['environment']): string =>
    serversOf({ ...authority, environment }).api;
  for (const environment of ['sandbox', 'developer'] as const) {
    const api = apiOf(environment);
    const answer = await unlessNotThere(ask(api));
    if (answer?.status === 200) {
      const elsewhere = await ask(apiOf('production'));
      const refused = elsewhere.status === 401;
      return judged(answer, api, refused ? environment : undefined, calls, [
        refused
          ? { about: 'wrongHostCode', value: elsewhere.code, shown: plainCode(elsewhere.code) }
          : {
              about: 'wrongHostCode',
              unseen: `The production API answered ${statusAndCode(elsewhere)}.`,
            },
      ]);
    }
  }
  return (
    'Neither the sandbox API nor the developer API of this data center accepts the sign-in. So it ' +
    'is for a production organization, or the code was generated without the scope ZohoCRM.org.READ. ' +
    'Generate a code for a sandbox: the console asks which organization it is for.'
  );
}

/** A data center may have no such API. */
async function unlessNotThere(asked: Promise<Answer>): Promise<Answer | undefined> {
  return asked.catch((error: unknown) => {
    if (error instanceof ZohoFailure && error.failure.kind === 'host-not-found') {
      return undefined;
    }
    throw error;
  });
}

/** @param environment that of the API, if no other environment's API accepts the token */
function judged(
  answer: Answer,
  api: string,
  environment: Sandbox['environment'] | undefined,
  calls: number,
  seen: readonly Seen[],
): Sandbox | string {
  const [row] = rowsOf(answer, 'org');
  const domain = textOfValue(row?.domain_name) ?? '';
  const id = idIn(row?.zgid) ?? /^org(\d+)$/.exec(domain)?.[1];
  if (answer.status !== 200 || row === undefined || id === undefined) {
    return `Zoho doesn’t say which organization this is (${statusAndCode(answer)}).`;
  }
  const type = typeof row.type === 'string' ? row.type.toLowerCase() : undefined;
  const proved =
    type === 'sandbox' || type === 'developer'
      ? type
      : type === undefined
        ? environment
        : undefined;
  if (proved === undefined) {
    return type === undefined
      ? 'Zoho doesn’t say that this organization is a sandbox. Nothing is asked of an organization that may be in production.'
      : `Zoho says that this organization is of the type “${/^(production|bigin)$/.exec(type)?.[0] ?? 'other'}”. Only a sandbox or a developer edition is checked.`;
  }
  const name = textOfValue(row.company_name) ?? domain;
  const personal = [row.id, row.zgid, domain, row.company_name, row.primary_email, row.alias];
  return {
    environment: proved,
    api,
    organization: { id, domain, name },
    calls,
    seen: [
      { about: 'organizationType', value: typeShown(row) },
      { about: 'nullCompanyName', value: (row.company_name ?? null) === null },
      ...seen,
    ],
    personal: personal.flatMap((value) => textOfValue(value) ?? []),
  };
}

function typeShown(row: Readonly<Record<string, unknown>>): string {
  if (!('type' in row)) {
    return 'missing';
  }
  const { type } = row;
  return typeof type !== 'string'
    ? 'null'
    : type === type.toLowerCase()
      ? 'lower case'
      : /^[A-Z][a-z]+$/.test(type)
        ? 'capitalized'
        : 'in other letters';
}

async function organizationAt(
  network: Network,
  api: string,
  token: string,
  signal: AbortSignal,
): Promise<Answer> {
  const answer = await network.send(
    {
      method: 'GET',
      url: new URL(`${api}/crm/v8/org`),
      headers: { authorization: `Zoho-oauthtoken ${token}` },
    },
    { signal },
  );
  if (!answer.ok) {
    throw new ZohoFailure(answer.failure);
  }
  return answerOf(answer.value);
}
