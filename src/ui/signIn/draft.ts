import type { Account } from '../../auth/account.ts';
import { clientOf } from '../../auth/account.ts';
import type {
  GivenFile,
  OfferedClient,
  SignInAnswers,
  SignInQuestion,
} from '../../auth/prompts.ts';
import type { Client, ClientType } from '../../auth/client.ts';
import { isProof, proofOf } from '../../auth/proof.ts';
import type { FlowId } from '../../auth/flows/flow.ts';
import { isUnspent } from '../../auth/usedCodes.ts';
import type { Authority, DataCenter } from '../../zoho/dataCenter.ts';
import type { Failure } from '../../zoho/failure.ts';

/** The answers so far. */
export interface Draft {
  readonly way: FlowId;
  /** Whether the person is asked which way to use. */
  readonly choosesWay: boolean;
  /** The custom server for testing, if set, instead of a data center. */
  readonly custom: (Authority & { readonly kind: 'custom' }) | undefined;
  readonly dataCenter?: DataCenter;
  /** What was typed in the first question. */
  readonly address?: string;
  /** What a URL of the CRM says: its organization's ID, or that it is a sandbox. */
  readonly organization?:
    { readonly kind: 'id'; readonly id: string } | { readonly kind: 'sandbox' };
  /** Client and code at once: nothing else needs to be asked. */
  readonly file?: GivenFile;
  /** Where client ID and secret were pasted together, so that the other isn't asked for. */
  readonly pastedAt?: 'first-question' | 'client-id';
  /** A client used before, or `another`, which is typed in. */
  readonly kept?: OfferedClient | 'another';
  readonly clientType?: ClientType;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** A self client's code, or what names its organization. */
  readonly proof?: string;
  /** Milliseconds since 1970 when that code expires, if a file said so. */
  readonly proofExpiresAt?: number | undefined;
  readonly token?: string;
}

/** The first draft: empty, or for a renewed sign-in what the account already knows. */
export function emptyDraft(
  { flows, again, usual }: SignInQuestion,
  custom: Draft['custom'],
): Draft {
  const [recommended] = flows;
  const draft: Draft = {
    way: recommended?.id ?? 'access-token',
    // No question for the data center, which would also offer the other ways.
    choosesWay: custom !== undefined || recommended?.id === 'publisher',
    custom,
    ...(usual?.kind === 'zoho' ? { dataCenter: usual.dataCenter } : {}),
  };
  if (again === undefined) {
    return draft;
  }
  // After pasting an access token, a person may now have something that lasts.
  const choosesWay = again.account.credentials.kind === 'access-token';
  const { proof, ...others } = known(again.account);
  const byId = proof === undefined || again.byCode === true ? {} : { proof };
  return { ...draft, ...others, ...byId, way: again.way, choosesWay };
}

function known(account: Account): Partial<Draft> {
  const { place, credentials } = account;
  const client = clientOf(account);
  const authority = client?.registeredAt ?? place;
  return {
    ...(authority.kind === 'zoho' ? { dataCenter: authority.dataCenter } : {}),
    ...(client === undefined ? {} : withClient(client)),
    ...(credentials.kind === 'client-credentials' ? { proof: credentials.organizationId } : {}),
  };
}

function withClient({ type, id, secret }: Client): Partial<Draft> {
  return {
    kept: 'another',
    clientType: type,
    clientId: id,
    clientSecret: secret ?? '',
  };
}

/**
 * The draft of earlier answers.
 *
 * @param failure what they led to, if anything
 */
export function draftOf(
  answers: SignInAnswers,
  failure: Failure | undefined,
  custom: Draft['custom'],
): Draft {
  const base = { way: answers.way, choosesWay: custom !== undefined, custom };
  if (answers.way === 'publisher') {
    return base;
  }
  const { authority } = answers;
  const where = authority.kind === 'zoho' ? { dataCenter: authority.dataCenter } : {};
  switch (answers.way) {
    case 'access-token':
      return { ...base, ...where, token: answers.token };
    case 'self-client': {
      const { proof, file } = answers;
      if (file !== undefined && failure?.kind === 'client-refused' && custom === undefined) {
        // The client is another data center's, and its code isn't used.
        return { ...base, ...where, file };
      }
      const isValid = proof.kind === 'organization' || failure === undefined || isUnspent(failure);
      const text = proof.kind === 'code' ? proof.code : proof.id;
      const code = isValid ? { proof: text, proofExpiresAt: file?.expiresAt } : { proof: '' };
      return { ...base, ...where, ...withClient(answers.client), ...code };
    }
    case 'browser':
    case 'device-code':
      return { ...base, ...where, ...withClient(answers.client) };
  }
}

/** Where to ask for access: for a client used before, where it is registered. */
export function authorityOf({ custom, dataCenter = 'US', kept }: Draft): Authority {
  const chosen = kept === 'another' ? undefined : kept;
  return custom ?? chosen?.client.registeredAt ?? chosen?.authority ?? { kind: 'zoho', dataCenter };
}

/** The draft as answers for signing in. */
export function answersOf(draft: Draft): SignInAnswers {
  const authority = authorityOf(draft);
  const { file, organization, way } = draft;
  if (file !== undefined) {
    const client = { type: 'self', ...file.client } as const;
    const proof = { kind: 'code', code: file.code } as const;
    return { way: 'self-client', authority, client, proof, file };
  }
  switch (way) {
    case 'publisher':
      return { way };
    case 'access-token':
      return { way, authority, token: draft.token ?? '' };
    case 'browser':
      return { way, authority, client: clientIn(draft) };
    case 'device-code':
    case 'self-client': {
      const client = { ...clientIn(draft), secret: secretIn(draft) };
      if (way === 'device-code') {
        return { way, authority, client };
      }
      if (organization?.kind === 'id') {
        return { way, authority, client, proof: { kind: 'organization', id: organization.id } };
      }
      const proof = proofOf(draft.proof ?? '', authority);
      return {
        way,
        authority,
        client,
        proof: isProof(proof) ? proof : { kind: 'code', code: draft.proof ?? '' },
      };
    }
  }
}

function clientIn(draft: Draft): Client {
  // Not asked for where the way has only one, and both ID and secret were pasted.
  const only = draft.way === 'device-code' ? 'non-browser' : 'self';
  const { kept, clientType = only, clientId = '' } = draft;
  if (kept !== undefined && kept !== 'another') {
    return kept.client;
  }
  const secret = secretIn(draft);
  return { type: clientType, id: clientId, ...(secret === '' ? {} : { secret }) };
}

function secretIn({ kept, clientSecret = '' }: Draft): string {
  return kept !== undefined && kept !== 'another' ? (kept.client.secret ?? '') : clientSecret;
}

/** The draft with a `self_client.json`, which leaves only the data center open. */
export function withFile(draft: Draft, file: GivenFile): Draft {
  return { ...draft, way: 'self-client', kept: 'another', file };
}

/** When the code expires that is going to be used; undefined if that isn't known. */
export function codeExpiresAt({ file, proofExpiresAt }: Draft): number | undefined {
  return file === undefined ? proofExpiresAt : file.expiresAt;
}
