import { wordsOfFailure } from '../../src/ui/words/failure.ts';
import { wordsOfRefusal } from '../../src/ui/words/refusal.ts';
import { wordsOfReason } from '../../src/ui/words/reason.ts';
import type { Words } from '../../src/ui/words/words.ts';
import type { Reason } from '../../src/upload/outcome.ts';
import type { Refusal } from '../../src/image/refusal.ts';
import { POLICY_FILES } from '../../src/policy/policyFile.ts';
import { MAX_BYTES, MAX_PIXELS } from '../../src/image/limits.ts';
import { kindOfCode, knownCodes } from '../../src/zoho/errorCodes.ts';
import type {
  CrmFailureKind,
  Failure,
  NetworkFailureKind,
  OAuthFailureKind,
  PolicyFailure,
  SignInNeeded,
} from '../../src/zoho/failure.ts';

/** One of each CRM failure, with the statuses and codes that the table of codes does not hold. */
const CRM: Record<CrmFailureKind, readonly string[]> = {
  'api-access-off': ['NO_PERMISSION (Crm_Implied_Api_Access)'],
  'approval-pending': [],
  'authentication-failed': [],
  blueprint: [],
  'credits-used-up': ['LIMIT_EXCEEDED with HTTP 429'],
  'feature-missing': [],
  'image-check-refused': [],
  'internal-error': [],
  'limit-exceeded': [],
  'module-invalid': [],
  'not-supported': ['FEATURE_NOT_SUPPORTED for fields or layouts'],
  'permission-missing': ['NO_PERMISSION', 'HTTP 403'],
  'photo-or-record-invalid': ['INVALID_DATA'],
  'photo-too-large': [],
  'photo-too-many-bytes': ['HTTP 413'],
  'photo-too-many-pixels': [],
  'photo-type-refused': ['INVALID_DATA with HTTP 415'],
  'privilege-missing': [],
  'query-refused': [
    'INVALID_QUERY, SYNTAX_ERROR, DUPLICATE_DATA, MANDATORY_NOT_FOUND, INVALID_DATA in a search',
  ],
  'record-converted': [],
  'record-forbidden': [],
  'record-invalid': ['PATTERN_NOT_MATCHED', 'INVALID_DATA for the ID'],
  'record-locked': [],
  'request-not-understood': [],
  'request-wrong': [],
  'review-pending': [],
  'scope-missing': [],
  'storage-full': [],
  'token-invalid': [],
  'too-many-requests': ['HTTP 429'],
  unavailable: ['HTTP 408, 501, and above'],
  'unknown-code': ['any other code'],
  'version-unsupported': [],
  'virus-found': [],
};

const OAUTH: Record<OAuthFailureKind, string> = {
  'client-refused': 'invalid_client',
  'client-secret-refused': 'invalid_client_secret',
  'code-refused': 'invalid_code, invalid_grant',
  'consent-refused': 'access_denied',
  'device-code-expired': 'expired',
  'oauth-error': 'any other error',
  'organization-refused': 'missing_org_info',
  'redirect-refused': 'invalid_redirect_uri',
  'scope-unknown': 'invalid_scope, invalid_scopes',
  'token-throttled': 'Access Denied',
};

/** Why an account needs a new sign-in, and what Zoho says then. */
const ENDS: Record<SignInNeeded['why'], string> = {
  'client-gone': 'invalid_client',
  refused: 'any code with HTTP 401',
  'secret-changed': 'invalid_client_secret',
  withdrawn: 'invalid_code',
  'token-ended': '',
  'signed-out': '',
};

/** Which line of the policy file forbids what. */
const POLICY: Record<PolicyFailure['what'], string> = {
  allowedDataCenters: '`allowedDataCenters`',
  allowedOrganizations: '`allowedOrganizations`',
  customServer: 'one of these, or `production`, with a custom server',
  languageModelTools: '`languageModelTools`',
  pastedTokens: '`pastedTokens`',
  production: '`production`',
  unusable: 'a file that can’t be used',
  uploadFromUrl: '`uploadFromUrl`',
};

const NETWORK: Record<NetworkFailureKind, string> = {
  'certificate-refused': 'CERT_HAS_EXPIRED',
  'connection-lost': 'ECONNRESET',
  'connection-refused': 'ECONNREFUSED',
  'host-not-found': 'ENOTFOUND',
  'proxy-refused': '407',
  'timed-out': '',
  unreachable: 'ENETUNREACH',
};

const REFUSALS: Record<Refusal['kind'], Refusal> = {
  broken: { kind: 'broken', format: 'PNG' },
  empty: { kind: 'empty' },
  'foreign-format': { kind: 'foreign-format', format: 'HEIC' },
  'heic-off': { kind: 'heic-off' },
  'lfs-pointer': { kind: 'lfs-pointer' },
  'not-a-picture': { kind: 'not-a-picture' },
  'too-many-bytes': { kind: 'too-many-bytes', size: 12_000_000, limit: MAX_BYTES.upper },
  'too-many-pixels': {
    kind: 'too-many-pixels',
    width: 4032,
    height: 3024,
    limit: MAX_PIXELS.upper,
  },
  unshown: { kind: 'unshown', format: 'JPEG' },
  unsupported: { kind: 'unsupported', format: 'TIFF' },
  truncated: { kind: 'truncated', format: 'JPEG' },
  unreadable: { kind: 'unreadable', reason: 'missing' },
};

type Row = readonly [said: string, words: Words];

/** The tables of everything that can go wrong, made from the words that VS Code shows. */
export function troubleshooting(): string {
  return [
    table('Before an upload', refusals()),
    table('Sign-in', oauth()),
    table('Network', network()),
    table('Zoho CRM', crm()),
    table('Backups and undo', keeping()),
    table('Policy of an organization', policy()),
  ].join('\n\n');
}

function refusals(): Row[] {
  return Object.values(REFUSALS).map((refusal) => [refusal.kind, wordsOfRefusal(refusal)]);
}

function oauth(): Row[] {
  const host = 'accounts.zoho.com';
  const rows = Object.entries(OAUTH).map(([kind, error]): Row => {
    const words = wordsOfFailure({
      kind: kind as OAuthFailureKind,
      error: error.split(',')[0] ?? '',
      host,
    });
    return [`\`${error}\``, words];
  });
  const renewal: Failure = { kind: 'oauth-error', error: 'general_error', host };
  const others: Failure[] = [
    { kind: 'renewal-failed', failure: renewal, retryAfter: 1 },
    { kind: 'scope-refused', scopes: ['ZohoSearch.securesearch.READ'] },
    { kind: 'secrets-unavailable' },
    { kind: 'sign-in-timed-out' },
    { kind: 'foreign-server', server: 'api.example.com' },
    { kind: 'other-product', organization: 'Northwind' },
  ];
  const org = wordsOfFailure({ kind: 'organization-refused', error: 'invalid_org', host });
  const ends = Object.entries(ENDS).map(([why, error]): Row => {
    const failure = { kind: 'sign-in-needed', why: why as SignInNeeded['why'] } as const;
    const when = why === 'refused' ? 'for a new token' : 'when a token is refreshed';
    return [error === '' ? why : `\`${error}\` ${when}`, wordsOfFailure(failure)];
  });
  return [
    ...rows,
    ['`invalid_org`, `invalid_soid`', org],
    ...ends,
    ...others.map((one): Row => [one.kind, wordsOfFailure(one)]),
  ];
}

function policy(): Row[] {
  const { linux: file } = POLICY_FILES;
  return Object.entries(POLICY).map(([what, line]): Row => [
    line,
    wordsOfFailure({ kind: 'policy', what: what as PolicyFailure['what'], file }),
  ]);
}

function network(): Row[] {
  const host = 'www.zohoapis.com';
  return [
    ...Object.entries(NETWORK).map(([kind, reason]): Row => {
      const failure = { kind: kind as NetworkFailureKind, host, reason, sentAll: true };
      return [kind, wordsOfFailure(failure)];
    }),
    [
      'connection-lost, after all was sent',
      wordsOfReason({
        kind: 'failure',
        failure: { kind: 'connection-lost', host, reason: 'ECONNRESET', sentAll: true },
        photo: 'unknown',
      }),
    ],
    [
      'answer-unreadable',
      wordsOfFailure({ kind: 'answer-unreadable', status: 200, contentType: 'text/html' }),
    ],
  ];
}

function crm(): Row[] {
  const rows = Object.entries(CRM).map(([kind, more]): Row => {
    const status = kind === 'unavailable' ? 503 : 400;
    const error = { status, code: 'NEW', message: 'Zoho’s own words', details: {} };
    const words = wordsOfFailure({ kind: kind as CrmFailureKind, error });
    return [[...codesOf(kind), ...more].map((code) => `\`${code}\``).join(', '), words];
  });
  const none = wordsOfReason({ kind: 'no-such-record' });
  return [['no record in the answer', none], ...rows];
}

/** Codes of an upload, as Zoho writes them: the tables have capitals, since it does not always. */
function codesOf(kind: string): string[] {
  return [...new Set(knownCodes())]
    .filter((code) => kindOfCode(code, 'upload') === kind)
    .sort()
    .map((code) => (code.startsWith('FAILURE_IN') ? code.toLowerCase() : code));
}

function keeping(): Row[] {
  const reasons: Record<string, Reason> = {
    'no-backup, not-fetched': {
      kind: 'no-backup',
      why: { kind: 'not-fetched', failure: { kind: 'approval-pending', error: NOT_APPROVED } },
    },
    'no-backup, not-written': { kind: 'no-backup', why: { kind: 'not-written', code: 'ENOSPC' } },
    'no-backup, no-room': { kind: 'no-backup', why: { kind: 'no-room', megabytes: 200 } },
    'backup-gone': { kind: 'backup-gone' },
  };
  return Object.entries(reasons).map(([said, reason]) => [said, wordsOfReason(reason)]);
}

const NOT_APPROVED = { status: 400, code: 'NOT_APPROVED', message: '', details: {} };

function table(title: string, rows: readonly Row[]): string {
  return [
    `## ${title}`,
    '',
    '| Name or code | What happened | What to do |',
    '| --- | --- | --- |',
    ...rows.map(([said, { what, remedy }]) => `| ${said} | ${what} | ${remedy} |`),
  ].join('\n');
}
