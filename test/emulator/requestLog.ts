import type { ServerName } from './dataCentre.ts';

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
  /** `code` or `error` of the answer. */
  code?: string;
  userAgent: string;
  /** Of the body, as far as it came. */
  bytes: number;
  /** Came over TLS. */
  secure: boolean;
  /** How the access token that came along had been issued. */
  tokenFrom?: 'code' | 'refresh_token' | 'control';
  /** Where a token request had its parameters. */
  parametersIn?: ParametersIn[];
  part?: LoggedPart;
}

const SECRET = new Set([
  'access_token',
  'client_secret',
  'code',
  'code_verifier',
  'device_code',
  'refresh_token',
  'token',
]);

/** The path with its query, without what a log must not know. */
export function redacted(path: string): string {
  const start = path.indexOf('?');
  if (start < 0) {
    return path;
  }
  const pairs = path.slice(start + 1).split('&');
  const safe = pairs.map((pair) => {
    const name = pair.split('=', 1)[0] ?? '';
    return SECRET.has(decodeURIComponentSafely(name).toLowerCase()) ? `${name}=REPLACED` : pair;
  });
  return `${path.slice(0, start)}?${safe.join('&')}`;
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
