import type { UploadRequest } from '../upload/lastUpload.ts';
import { triggersOf } from './uploadRequest.ts';

/** Comments where the SDK does other than the extension's upload; each ends its line. */
export function differences(
  request: UploadRequest,
  mark: '//' | '#',
  sdkVersion: 'v2' | 'v8' = 'v8',
): string {
  const { version, record } = request;
  return [
    ...(version === sdkVersion ? [] : [`This SDK uploads by ${sdkVersion}, not ${version}.`]),
    // They compare with a list of their own, whatever the case.
    ...(record.module.toLowerCase() === 'deals' ? ['This SDK refuses photos of Deals.'] : []),
  ]
    .map((note) => `${mark} ${note}\n`)
    .join('');
}

/** Where Zoho's SDKs ask for tokens. */
export function tokenAddressOf({ servers }: UploadRequest): string {
  return `${servers.accounts}/oauth/v2/token`;
}

/** The line that restricts triggers, where there are some to restrict. */
export function restriction(request: UploadRequest, line: (triggers: string) => string): string {
  const triggers = triggersOf(request);
  return triggers.length === 0 ? '' : `${line(triggers.join(','))}\n`;
}
