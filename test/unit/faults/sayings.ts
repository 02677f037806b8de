import type { Call, Told } from './call.ts';
import type { Fault } from './faults.ts';

/** What the messages are about. */
export interface Names {
  /** `127.0.0.1:1234` or a name. */
  readonly host: string;
  readonly record: string;
  readonly organization: string;
}

/** What a message must have: what happened, to what, and what to do. */
export function sayings(
  call: Call,
  fault: Fault,
  claims: readonly Told['claim'][],
  names: Names,
): readonly RegExp[] {
  if (call.kind === 'sign-out') {
    return [/Couldn’t revoke access at Zoho/, /only on this machine/, /You can revoke it/];
  }
  const what = call.kind === 'fetch' ? whatOfFetch(fault, names) : whatOf(call, fault, names);
  const [claim] = claims.length === 1 ? claims : [undefined];
  return [what, ...aboutWhat(call, claim, names), ...whatToDo(call, fault, claim)];
}

/** What happened. */
function whatOf(call: Call, fault: Fault, { host }: Names): RegExp {
  const { known } = fault;
  const at = exactly(host);
  switch (known.kind) {
    case 'unsent':
      return {
        refused: new RegExp(`${at} refused the connection \\(ECONNREFUSED\\)\\.`),
        'not-found': new RegExp(`${at} wasn’t found \\((?:ENOTFOUND|EAI_AGAIN)\\)\\.`),
        untrusted: new RegExp(`The certificate of ${at} isn’t trusted \\([A-Z_]+\\)\\.`),
      }[known.why];
    case 'request-cut':
    case 'answer-cut':
      return new RegExp(`The connection to ${at} was lost \\([A-Z_]+\\)\\.`);
    case 'silent':
      return new RegExp(`${at} didn’t respond in time\\.`);
    case 'unread':
      return call.isLarge === true
        ? new RegExp(`The request to ${at} stalled\\.`)
        : new RegExp(`${at} didn’t respond in time\\.`);
    case 'foreign':
      return new RegExp(
        `The response didn’t come from Zoho’s API \\(HTTP ${known.status}(?:, [^)]+)?\\)\\.`,
      );
    case 'said':
      return isRefusedToken(call, fault)
        ? /Zoho no longer accepts the sign-in\./
        : meaningOf(call, known.status, known.code);
  }
}

function meaningOf(call: Call, status: number, code: string | undefined): RegExp {
  const isUpload = call.kind === 'upload';
  switch (status) {
    case 401:
      // Of an accounts server. A page isn’t its own.
      return code === undefined ? /didn’t come from Zoho’s API \(HTTP 401/ : /access token\./;
    case 403:
      return /Your CRM profile doesn’t allow this \(Crm_Implied_View_Contacts\)\./;
    case 404:
      return /Zoho doesn’t recognize this kind of request\./;
    case 413:
      return isUpload
        ? /The file is too large: Zoho accepts up to 10 MB\./
        : /Zoho doesn’t allow this much in one request\./;
    case 415:
      return isUpload
        ? /Zoho doesn’t accept this kind of picture/
        : /Zoho doesn’t recognize this kind of request\./;
    case 429:
      return /Zoho is getting too many requests\./;
    case 500:
      return /Zoho had an internal error\./;
    default:
      return new RegExp(`Zoho isn’t available right now \\(HTTP ${status}\\)\\.`);
  }
}

/** A web server isn’t Zoho: its words are about a picture. */
function whatOfFetch(fault: Fault, names: Names): RegExp {
  const { known } = fault;
  const at = exactly(names.host);
  switch (known.kind) {
    case 'foreign':
      // Redirects are followed, and lead to a page.
      return known.status === 200 || known.status === 302 || known.status === 307
        ? /The file (?:isn’t a picture|is empty)\./
        : new RegExp(`${at} responded with HTTP ${known.status}\\.`);
    case 'said':
      return new RegExp(`${at} responded with HTTP ${known.status}\\.`);
    default:
      return whatOf({ kind: 'fetch' } as Call, fault, names);
  }
}

/** Which file, which record, and where. */
function aboutWhat(
  { kind, name }: Call,
  claim: Told['claim'] | undefined,
  { host, record, organization }: Names,
): readonly RegExp[] {
  const at = `${exactly(record)} · ${exactly(organization)}`;
  switch (kind) {
    case 'upload': {
      const said = {
        failed: `^amelia\\.jpg wasn’t uploaded to ${at}\\.`,
        unknown: `^amelia\\.jpg was sent to ${at}, but not confirmed\\.`,
      };
      return claim === 'failed' || claim === 'unknown'
        ? [new RegExp(said[claim])]
        : [new RegExp(`${said.failed}|${said.unknown}`)];
    }
    case 'removal':
      return claim === 'unknown'
        ? [
            new RegExp(
              `^Couldn’t confirm that the photo of ${at.replace(' · ', ' is removed · ')}\\.`,
            ),
          ]
        : [new RegExp(`^Couldn’t remove the photo of ${at}\\.`)];
    case 'renewal':
      return [/^Couldn’t renew your access to Zoho\./, /You’re still signed in\./];
    case 'fetch':
      return name === 'fetchPicture'
        ? [new RegExp(`^Couldn’t download the picture from ${exactly(host)}\\.`)]
        : [];
    default:
      return name === 'downloadPhoto'
        ? [new RegExp(`^Couldn’t download the photo of ${at}\\.`)]
        : [];
  }
}

/** What to do now. */
function whatToDo(call: Call, fault: Fault, claim: Told['claim'] | undefined): readonly RegExp[] {
  const { known } = fault;
  if (changes(call) && claim === 'unknown') {
    return [/may or may not have been/, /Open the record to check, then retry if needed\./];
  }
  if (isRefusedToken(call, fault)) {
    return [/Sign in again\./];
  }
  if (call.kind === 'fetch' && (known.kind === 'said' || known.kind === 'foreign')) {
    return [
      /Open the URL in a browser|Zoho accepts PNG, JPEG, GIF, and BMP|Choose another picture/,
    ];
  }
  switch (known.kind) {
    case 'unsent':
      return [
        known.why === 'untrusted'
          ? /add its certificate to your operating system; otherwise, don’t use this network\./
          : /(?:Check your network and|check) VS Code’s proxy settings, then retry\./,
      ];
    case 'answer-cut':
    case 'request-cut':
    case 'silent':
    case 'unread':
      // Without a claim, the sentence is one of two.
      return claim === undefined ? [/then retry/] : [/Check your network, then retry\./];
    case 'foreign':
      return [/Check for a proxy or a sign-in page of your network, then retry\./];
    case 'said':
      return [remedyOf(call, known)];
  }
}

function remedyOf(
  call: Call,
  { status, code, retryAfter }: { status: number; code?: string; retryAfter?: number },
): RegExp {
  const isUpload = call.kind === 'upload';
  if (call.kind === 'renewal' && status !== 401) {
    return /Retry later\./;
  }
  switch (status) {
    case 401:
      return code === undefined ? /Check for a proxy or a sign-in page/ : /Sign in again/;
    case 403:
      return /Ask an administrator for the permission, then retry\./;
    case 413:
      return isUpload
        ? /Upload a smaller version\./
        : /Report this with the log\.|Narrow your search\./;
    case 404:
    case 415:
      return isUpload && status === 415
        ? /Save it as one of these, then upload it again\./
        : /report this with the log\./i;
    case 429:
      return (retryAfter ?? 0) > 60 ? /Retry in 5 minutes\./ : /Retry in a minute\./;
    default:
      return /Retry later\./;
  }
}

/** A text as a part of an expression. */
function exactly(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Whether it changes a photo. */
export function changes({ kind }: Call): boolean {
  return kind === 'upload' || kind === 'removal';
}

/** Whether Zoho refuses the access token. */
export function isRefusedToken({ kind, server }: Call, { known }: Fault): boolean {
  return server === 'api' && kind !== 'fetch' && known.kind === 'said' && known.status === 401;
}
