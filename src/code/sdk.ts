import type { UploadRequest } from '../upload/lastUpload.ts';
import { triggersOf } from './uploadRequest.ts';
import { NO_DEALS, otherVersion } from './commentWords.ts';

/** Comments on what the SDK does differently from the extension's upload; each ends its line. */
export function differences(
  request: UploadRequest,
  mark: '//' | '#',
  sdkVersion: 'v2' | 'v8' = 'v8',
): string {
  const { version, record } = request;
  return [
    ...(version === sdkVersion ? [] : [otherVersion(sdkVersion, version)]),
    // The SDKs compare with a list of their own, ignoring case.
    ...(record.module.toLowerCase() === 'deals' ? [NO_DEALS] : []),
  ]
    .map((note) => `${mark} ${note}\n`)
    .join('');
}

/** Where Zoho's SDKs ask for tokens. */
export function tokenAddressOf({ servers }: UploadRequest): string {
  return `${servers.accounts}/oauth/v2/token`;
}

/** The line that restricts triggers, if there are any. */
export function restriction(request: UploadRequest, line: (triggers: string) => string): string {
  const triggers = triggersOf(request);
  return triggers.length === 0 ? '' : `${line(triggers.join(','))}\n`;
}
