import type { UploadRequest } from './uploadRequest.ts';
import { triggersOf } from './uploadRequest.ts';

/** A comment where the SDK asks another version than the one that uploads; ends its line. */
export function versionNote({ version }: UploadRequest, mark: '//' | '#'): string {
  return version === 'v8' ? '' : `${mark} This SDK uploads by v8, not ${version}.\n`;
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
