import type { Wait } from '../../upload/retry.ts';

/** `Zoho is busy, trying again in 3 s` */
export function waitWords({ why, seconds }: Wait): string {
  switch (why) {
    case 'busy':
      return `Zoho is busy, trying again in ${seconds} s`;
    case 'throttled': {
      const minutes = Math.floor(seconds / 60);
      const left = String(seconds % 60).padStart(2, '0');
      return `Zoho gives no more access tokens for now, going on in ${minutes}:${left}`;
    }
  }
}
