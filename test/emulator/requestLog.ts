import type { ServerName } from './dataCenter.ts';
import type { AccessToken } from './grants.ts';

/** The one part of a photo upload, as its bytes said. */
export interface LoggedPart {
  name: string;
  /** Decoded as UTF-8, otherwise exactly as sent. */
  fileName: string;
  contentType: string;
  size: number;
}

export type ParametersIn = 'query' | 'form' | 'multipart' | 'basic';

export interface LoggedRequest {
  server: ServerName;
  method: string;
  /** With its query; tokens, codes and secrets in it are replaced. */
  path: string;
  /** 0 while there is no answer, and when there never was one. */
  status: number;
  /** Where the answer sends a browser; tokens, codes and secrets in it are replaced. */
  redirect?: string;
  /** `code` or `error` of the answer. */
  code?: string;
  userAgent: string;
  /** Of the body, as far as it came. */
  bytes: number;
  /** From its last byte until the answer was out; missing while there is none. */
  milliseconds?: number;
  /** Came over TLS. */
  secure: boolean;
  /** How the access token that came along had been issued. */
  tokenFrom?: AccessToken['issuedBy'];
  /** Where a token request had its parameters. */
  parametersIn?: ParametersIn[];
  part?: LoggedPart;
}

/** Names of parameters. A plain challenge is the verifier itself. */
const SECRET = new Set([
  'access_token',
  'client_secret',
  'code',
  'code_challenge',
  'code_verifier',
  'device_code',
  'enhance_token',
  'refresh_token',
  'ticket',
  'token',
  'user_code',
]);

/** An address without what a log must not know, also where it stands within another one. */
export function redacted(address: string): string {
  const start = address.search(/[?#]/);
  if (start < 0) {
    return address;
  }
  const pairs = address.slice(start + 1).split(/([&?#])/);
  return address.slice(0, start + 1) + pairs.map(redactedPair).join('');
}

function redactedPair(pair: string): string {
  const [name = '', ...rest] = pair.split('=');
  if (SECRET.has(decodeURIComponentSafely(name.replaceAll('+', ' ')).toLowerCase())) {
    return `${name}=REPLACED`;
  }
  const value = decodeURIComponentSafely(rest.join('='));
  const safe = redacted(value);
  return safe === value ? pair : `${name}=${encodeURIComponent(safe)}`;
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Notes what the answer says, before it goes out: whoever has got it may ask for the log. */
export function noteCode(entry: LoggedRequest, body: unknown): void {
  if (typeof body === 'object' && body !== null) {
    const code = 'code' in body ? body.code : 'error' in body ? body.error : undefined;
    if (typeof code === 'string') {
      entry.code = code;
    }
  }
}
