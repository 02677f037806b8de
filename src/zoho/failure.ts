import type { Call } from './call.ts';

/**
 * Everything that can go wrong between us and Zoho, as values without sentences. Their texts are in
 * ui/words, which doesn’t compile while a kind has none.
 */

/** An error as the CRM gave it, for the texts and for the log. */
export interface CrmError {
  readonly status: number;
  readonly code: string;
  /** Zoho's own sentence. It is shown, but decides nothing: it differs between Zoho's pages. */
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What an error of the CRM API means to the person. Several codes may mean the same. */
export type CrmFailureKind =
  | 'api-access-off'
  | 'approval-pending'
  | 'authentication-failed'
  | 'blueprint'
  /** The API credits of the organization for 24 hours: nothing gets through, maybe for hours. */
  | 'credits-used-up'
  | 'feature-missing'
  | 'image-check-refused'
  | 'internal-error'
  /** Of one request, such as the rows that a query asks for. */
  | 'limit-exceeded'
  | 'module-invalid'
  /** Of a call that isn’t about photos. */
  | 'not-supported'
  | 'permission-missing'
  | 'photo-or-record-invalid'
  | 'photo-too-large'
  | 'photo-too-many-bytes'
  | 'photo-too-many-pixels'
  | 'photo-type-refused'
  | 'privilege-missing'
  /** A search or a COQL query that Zoho rejects. */
  | 'query-refused'
  /** The lead has become a contact, an account, or a deal. */
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
  /** For `scope-missing`: the scope that the request needs. Zoho doesn’t name it. */
  readonly scope?: string;
  /** Seconds to wait, if the answer named them. */
  readonly retryAfter?: number;
}

/** An answer that isn’t the API's: a page of a proxy, nothing, half an answer, or one without end. */
export interface AnswerUnreadable {
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
  /** For `token-throttled`: seconds until Zoho gives tokens again. */
  readonly retryAfter?: number;
}

/** Nobody came back from Zoho's page before a sign-in's time limit. */
interface SignInTimedOut {
  readonly kind: 'sign-in-timed-out';
}

/** The account can’t get tokens anymore: the person has to sign in again. */
export interface SignInNeeded {
  readonly kind: 'sign-in-needed';
  readonly why:
    /** Deleted in the API console. Zoho may say the same after its secret was changed. */
    | 'client-gone'
    /** Zoho refuses all its tokens, even a new one, or gives none for its purpose. */
    | 'refused'
    | 'secret-changed'
    /** Here, by the person. */
    | 'signed-out'
    /** A pasted access token, which can’t be renewed. */
    | 'token-ended'
    /** The refresh token was revoked, or pushed out by newer ones. */
    | 'withdrawn';
  /** The `error` of Zoho's answer, if it had one. */
  readonly error?: string;
}

/**
 * An account's access token couldn’t be renewed, for a reason that may pass. Nobody is signed out
 * by that, but nothing can be asked of Zoho meanwhile.
 */
export interface RenewalFailed {
  readonly kind: 'renewal-failed';
  /** The failure of Zoho or the network. */
  readonly failure: Failure;
  /**
   * Seconds, more than 0, in which no other renewal is tried. Until then, everybody gets this
   * failure.
   */
  readonly retryAfter: number;
}

/** Additional scopes that were requested and not granted. The account keeps the ones it has. */
export interface ScopeRefused {
  readonly kind: 'scope-refused';
  readonly scopes: readonly string[];
  /** The `error` of Zoho's answer; none if it silently granted fewer. */
  readonly error?: string;
}

/** VS Code's storage of secrets couldn’t be read, so the account isn’t known now. */
interface SecretsUnavailable {
  readonly kind: 'secrets-unavailable';
}

/** A sign-in's answer that names a server that isn’t one of the data center's. */
interface ForeignServer {
  readonly kind: 'foreign-server';
  readonly server: string;
}

/** The organization is one of Bigin, which has its own API. */
interface OtherProduct {
  readonly kind: 'other-product';
  /** Its name. */
  readonly organization: string;
}

/** The administrator of this machine doesn’t allow it. Nothing was sent. */
export interface PolicyFailure {
  readonly kind: 'policy';
  /** The key of the policy file that forbids it; `unusable`: the file can’t be read. */
  readonly what:
    | 'allowedDataCenters'
    | 'allowedOrganizations'
    | 'customServer'
    | 'languageModelTools'
    | 'pastedTokens'
    | 'production'
    | 'unusable'
    | 'uploadFromUrl';
  /** The path of the policy file. */
  readonly file: string;
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
  /** Whether the whole request was sent. Then it is unknown whether it was carried out. */
  readonly sentAll: boolean;
}

export type Failure =
  | AnswerUnreadable
  | CrmFailure
  | ForeignServer
  | NetworkFailure
  | OAuthFailure
  | OtherProduct
  | PolicyFailure
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
