import type { Account } from '../../auth/account.ts';
import { clientOf } from '../../auth/account.ts';
import type { Answers, OfferedClient, Question } from '../../auth/asks.ts';
import type { Client, ClientType } from '../../auth/client.ts';
import { isProof, proofOf } from '../../auth/proof.ts';
import type { WayId } from '../../auth/ways/way.ts';
import type { Authority, DataCentre } from '../../zoho/dataCentre.ts';
import type { Failure } from '../../zoho/failure.ts';

/** What has been answered so far. */
export interface Draft {
  readonly way: WayId;
  /** Whether the person chooses the way themselves. */
  readonly choosesWay: boolean;
  /** The server that the person has set up for trying out, in place of a data centre. */
  readonly custom: (Authority & { readonly kind: 'custom' }) | undefined;
  readonly dataCentre?: DataCentre;
  /** A client from before, or `another`, to be typed in. */
  readonly kept?: OfferedClient | 'another';
  readonly clientType?: ClientType;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** A self client's code, or what names its organisation. */
  readonly proof?: string;
  readonly token?: string;
}

/** Nothing answered yet; of an account that is signed in to again all that is known of it. */
export function emptyDraft({ ways, again, usual }: Question, custom: Draft['custom']): Draft {
  const [recommended] = ways;
  const draft: Draft = {
    way: recommended?.id ?? 'access-token',
    // Without the question for the data centre, which offers the other ways as well.
    choosesWay: custom !== undefined || recommended?.id === 'publisher',
    custom,
    ...(usual?.kind === 'zoho' ? { dataCentre: usual.dataCentre } : {}),
  };
  // Whoever pasted an access token may by now have something that lasts.
  const choosesWay = again?.credentials.kind === 'access-token';
  return again === undefined ? draft : { ...draft, ...known(again), choosesWay };
}

function known(account: Account): Partial<Draft> {
  const { place, credentials } = account;
  const client = clientOf(account);
  return {
    way: wayOf(client),
    ...(place.kind === 'zoho' ? { dataCentre: place.dataCentre } : {}),
    ...(client === undefined ? {} : withClient(client)),
    ...(credentials.kind === 'client-credentials' ? { proof: credentials.organisationId } : {}),
  };
}

function wayOf(client: Client | undefined): WayId {
  switch (client?.type) {
    case 'self':
      return 'self-client';
    case 'server':
    case 'mobile':
      return 'browser';
    case 'non-browser':
      return 'device-code';
    case undefined:
      return 'access-token';
  }
}

function withClient({ type, id, secret }: Client): Partial<Draft> {
  return {
    kept: 'another',
    clientType: type,
    clientId: id,
    clientSecret: secret ?? '',
  };
}

/** What was answered before Zoho refused it. */
export function draftOf(answers: Answers, failure: Failure, custom: Draft['custom']): Draft {
  const base = { way: answers.way, choosesWay: custom !== undefined, custom };
  if (answers.way === 'publisher') {
    return base;
  }
  const { authority } = answers;
  const where = authority.kind === 'zoho' ? { dataCentre: authority.dataCentre } : {};
  switch (answers.way) {
    case 'access-token':
      return { ...base, ...where, token: answers.token };
    case 'self-client': {
      const { proof } = answers;
      // Where Zoho gave nothing for it, a code may serve still.
      const serves = proof.kind === 'organisation' || failure.kind !== 'code-refused';
      const text = proof.kind === 'code' ? proof.code : proof.id;
      return { ...base, ...where, ...withClient(answers.client), proof: serves ? text : '' };
    }
    case 'browser':
    case 'device-code':
      return { ...base, ...where, ...withClient(answers.client) };
  }
}

export function authorityOf({ custom, dataCentre = 'US' }: Draft): Authority {
  return custom ?? { kind: 'zoho', dataCentre };
}

/** Everything that was asked for, as signing in wants it. */
export function answersOf(draft: Draft): Answers {
  const authority = authorityOf(draft);
  const { way } = draft;
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
  const { kept, clientType = 'self', clientId = '' } = draft;
  if (kept !== undefined && kept !== 'another') {
    return kept.client;
  }
  const secret = secretIn(draft);
  return { type: clientType, id: clientId, ...(secret === '' ? {} : { secret }) };
}

function secretIn({ kept, clientSecret = '' }: Draft): string {
  return kept !== undefined && kept !== 'another' ? (kept.client.secret ?? '') : clientSecret;
}
