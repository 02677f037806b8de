import type { ServerName } from './dataCenter.ts';
import type { AccessToken } from './grants.ts';

/** The one part of a photo upload, as parsed from its bytes. */
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
  /** With its query; tokens, codes, and secrets are redacted. */
  path: string;
  /** 0 if there is no response yet, or never was. */
  status: number;
  /** The response's redirect target; tokens, codes, and secrets are redacted. */
  redirect?: string;
  /** `code` or `error` in the response. */
  code?: string;
  userAgent: string;
  /** Body bytes received. */
  bytes: number;
  /** From the last request byte until the response was sent; missing until then. */
  milliseconds?: number;
  /** Sent over TLS. */
  secure: boolean;
  /** How the request's access token was issued. */
  tokenFrom?: AccessToken['issuedBy'];
  /** Where a token request put its parameters. */
  parametersIn?: ParametersIn[];
  part?: LoggedPart;
}

/** Parameters to redact. A plain challenge is the verifier itself. */
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

/** A URL with its secrets redacted, including in nested URLs. */
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

/** Logs the response before it's sent, because its receiver may read the log next. */
export function noteCode(entry: LoggedRequest, body: unknown): void {
  if (typeof body === 'object' && body !== null) {
    const code = 'code' in body ? body.code : 'error' in body ? body.error : undefined;
    if (typeof code === 'string') {
      entry.code = code;
    }
  }
}
