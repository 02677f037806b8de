import type { Call } from './call.ts';

/**
 * Everything that can go wrong between us and Zoho, as values without sentences: the words are in
 * ui/words.ts, which does not compile while a kind here has none.
 */

/** An error as the CRM gave it, kept for the words and for the log. */
export interface CrmError {
  readonly status: number;
  readonly code: string;
  /** Zoho's own sentence. Shown, never judged by: it differs between Zoho's pages. */
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What an error of the CRM API means to the person. Several codes may mean the same. */
export type CrmFailureKind =
  | 'api-access-off'
  | 'approval-pending'
  | 'authentication-failed'
  | 'blueprint'
  /** The API credits of the organization for 24 hours: nothing gets through, for hours maybe. */
  | 'credits-used-up'
  | 'feature-missing'
  | 'image-check-refused'
  | 'internal-error'
  /** Of one request, such as the rows that a query asks for. */
  | 'limit-exceeded'
  | 'module-invalid'
  /** Of a call that is not about photos. */
  | 'not-supported'
  | 'permission-missing'
  | 'photo-or-record-invalid'
  | 'photo-too-large'
  | 'photo-too-many-bytes'
  | 'photo-too-many-pixels'
  | 'photo-type-refused'
  | 'privilege-missing'
  /** A search or a COQL query that Zoho does not carry out as it is. */
  | 'query-refused'
  /** The lead has become a contact, an account, a deal. */
  | 'record-converted'
  | 'record-forbidden'
  | 'record-invalid'
  | 'record-locked'
  | 'request-not-understood'
  | 'request-wrong'
  | 'review-pending'
  | 'scope-missing'
  | 'storage-full'
  | 'token-invalid'
  | 'too-many-requests'
  | 'unavailable'
  | 'unknown-code'
  | 'version-unsupported'
  | 'virus-found';

export interface CrmFailure {
  readonly kind: CrmFailureKind;
  readonly error: CrmError;
  /** What was asked of the CRM. */
  readonly call?: Call;
  /** Of `scope-missing`: the scope that the request needs. Zoho does not name it. */
  readonly scope?: string;
  /** Seconds to wait, where the answer named them. */
  readonly retryAfter?: number;
}

/** An answer that is not what the API gives: a page of a proxy, nothing at all, half of one. */
interface AnswerUnreadable {
  readonly kind: 'answer-unreadable';
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter?: number;
}

/** What Zoho's accounts server said instead of giving a token. */
export type OAuthFailureKind =
  | 'client-refused'
  | 'client-secret-refused'
  | 'code-refused'
  | 'consent-refused'
  | 'device-code-expired'
  | 'oauth-error'
  | 'organization-refused'
  | 'redirect-refused'
  | 'scope-unknown'
  | 'token-throttled';

export interface OAuthFailure {
  readonly kind: OAuthFailureKind;
  /** The `error` of the answer. */
  readonly error: string;
  readonly host: string;
  /** Of `token-throttled`: seconds until Zoho gives tokens again. */
  readonly retryAfter?: number;
}

/** Nobody came back from Zoho's page in the time that a sign-in is waited for. */
interface SignInTimedOut {
  readonly kind: 'sign-in-timed-out';
}

/** What the account gets its tokens with does not serve any more: the person has to sign in again. */
export interface SignInNeeded {
  readonly kind: 'sign-in-needed';
  readonly why:
    /** Deleted in the API console; Zoho may say the same of one whose secret was changed. */
    | 'client-gone'
    /** Zoho takes none of its tokens, a new one included, or gives none for what it is for. */
    | 'refused'
    | 'secret-changed'
    /** Here, by the person. */
    | 'signed-out'
    /** A pasted access token: nothing can renew it. */
    | 'token-ended'
    /** The refresh token has been revoked, or pushed out by newer ones. */
    | 'withdrawn';
  /** The `error` of Zoho's answer, where it gave one. */
  readonly error?: string;
}

/**
 * An account's access token could not be renewed, for a reason that may pass: nobody is signed out
 * by that, and nothing of the account's can be asked of Zoho meanwhile.
 */
export interface RenewalFailed {
  readonly kind: 'renewal-failed';
  /** What Zoho, or the network, had against it. */
  readonly failure: Failure;
  /** Seconds, more than 0, in which no other renewal is tried: until then all are told the same. */
  readonly retryAfter: number;
}

/** Scopes that were asked for besides those that an account has, and not granted: it keeps those. */
export interface ScopeRefused {
  readonly kind: 'scope-refused';
  readonly scopes: readonly string[];
  /** The `error` of Zoho's answer; none where it granted fewer without a word. */
  readonly error?: string;
}

/** VS Code's storage of secrets could not be read: what is kept of the account is not known now. */
interface SecretsUnavailable {
  readonly kind: 'secrets-unavailable';
}

/** An answer of a sign-in that names a server which is not one of the data center's. */
interface ForeignServer {
  readonly kind: 'foreign-server';
  readonly server: string;
}

/** The organization is one of Bigin, which has an API of its own. */
interface OtherProduct {
  readonly kind: 'other-product';
  /** Its name. */
  readonly organization: string;
}

export type NetworkFailureKind =
  | 'certificate-refused'
  | 'connection-lost'
  | 'connection-refused'
  | 'host-not-found'
  | 'proxy-refused'
  | 'timed-out'
  | 'unreachable';

export interface NetworkFailure {
  readonly kind: NetworkFailureKind;
  readonly host: string;
  /** Node's or the certificate's own code: `ECONNRESET`, `CERT_HAS_EXPIRED`. */
  readonly reason: string;
  /** Whether the whole request had left: then it is not known whether it was carried out. */
  readonly sentAll: boolean;
}

export type Failure =
  | AnswerUnreadable
  | CrmFailure
  | ForeignServer
  | NetworkFailure
  | OAuthFailure
  | OtherProduct
  | RenewalFailed
  | ScopeRefused
  | SecretsUnavailable
  | SignInNeeded
  | SignInTimedOut;

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failed(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}
