import type { Row } from './row.ts';

const GRANTED = {
  access_token: '1000.aaaa.bbbb',
  api_domain: 'https://www.zohoapis.com',
  token_type: 'Bearer',
  expires_in: 3600,
};

/** For everything that returns tokens. Sources: Zoho's OAuth pages; others' dumps for statuses. */
const REFUSED: readonly Row[] = [
  [200, { error: 'invalid_client' }, 'client-refused'],
  [200, { error: 'invalid_client_secret' }, 'client-secret-refused'],
  [200, { error: 'invalid_code' }, 'code-refused'],
  [200, { error: 'invalid_grant' }, 'code-refused'],
  [200, { error: 'invalid_redirect_uri' }, 'redirect-refused'],
  [200, { error: 'invalid_scope' }, 'scope-unknown'],
  [200, { error: 'access_denied' }, 'consent-refused'],
  [200, { error: 'general_error' }, 'oauth-error'],
  [200, { error: 'Access Denied', error_description: 'too many requests' }, 'token-throttled'],
  [400, { error: 'Access Denied', status: 'failure' }, 'token-throttled'],
  [400, { error: 'invalid_client' }, 'client-refused'],
  [200, {}, 'answer-unreadable'],
  [200, '<html>An error occurred</html>', 'answer-unreadable'],
  [400, '', 'answer-unreadable'],
  [404, '', 'answer-unreadable'],
  [200, { access_token: '' }, 'answer-unreadable'],
  [200, { access_token: null, error: null }, 'answer-unreadable'],
  [429, '', 'too-many-requests'],
  [500, '<html>500</html>', 'internal-error'],
  [503, '', 'unavailable'],
];

export const TOKEN: readonly Row[] = [
  ...REFUSED,
  [200, { ...GRANTED, refresh_token: '1000.cccc.dddd' }, 'granted'],
  [
    200,
    { ...GRANTED, refresh_token: '1000.cccc.dddd', expires_in_sec: 3600, expires_in: 3600000 },
    'granted',
  ],
];

export const REFRESH: readonly Row[] = [
  ...REFUSED,
  [200, GRANTED, 'granted'],
  [200, { ...GRANTED, scope: 'ZohoCRM.org.READ' }, 'granted'],
];

export const CLIENT_CREDENTIALS: readonly Row[] = [
  ...REFUSED,
  [200, { ...GRANTED, scope: 'ZohoCRM.org.READ' }, 'granted'],
  [200, { error: 'missing_org_info' }, 'organization-refused'],
  [200, { error: 'invalid_org' }, 'organization-refused'],
];

/** Of two URLs, one is tried after the other: both give the same answer here. */
export const REVOCATION: readonly Row[] = [
  [200, { status: 'success' }, 'ended'],
  [200, '', 'ended'],
  [400, '<html>Invalid token</html>', 'not-there'],
  [400, '', 'not-there'],
  [200, '<html>Guest network</html>', 'answer-unreadable'],
  [200, { status: 'failure' }, 'unknown-code'],
  [500, '', 'internal-error'],
];

export const DEVICE_CODE: readonly Row[] = [
  [
    200,
    {
      user_code: 'A1B2-C3D4',
      device_code: '1004.xxxx.yyyy',
      verification_url: 'https://accounts.zoho.com/oauth/v3/device',
      interval: 5000,
      expires_in: 300000,
    },
    'A1B2-C3D4',
  ],
  [200, { error: 'invalid_client' }, 'client-refused'],
  [200, { error: 'invalid_scope' }, 'scope-unknown'],
  [200, {}, 'answer-unreadable'],
];

export const DEVICE_TOKEN: readonly Row[] = [
  [200, { ...GRANTED, refresh_token: '1000.cccc.dddd' }, 'granted'],
  [200, { error: 'authorization_pending' }, 'pending'],
  [200, { error: 'slow_down' }, 'slow-down'],
  [200, { error: 'other_dc', user_location: 'eu' }, 'other-data-center'],
  [200, { error: 'access_denied' }, 'consent-refused'],
  [200, { error: 'expired' }, 'device-code-expired'],
  [200, { error: 'invalid_client_secret' }, 'client-secret-refused'],
  [503, '', 'lost'],
];

/** Source: Zoho's "Incremental authorization". */
export const SCOPE_ENHANCEMENT: readonly Row[] = [
  [200, { access_token: '1000.eeee.ffff', expires_in: 600 }, '1000.eeee.ffff'],
  [200, { error: 'invalid_code' }, 'code-refused'],
  [200, { error: 'invalid_client' }, 'client-refused'],
  [400, '', 'answer-unreadable'],
];
