import type { NetworkFailure } from '../../zoho/failure.ts';
import { plain } from '../plain.ts';
import type { Words } from './words.ts';
import { words } from './words.ts';

export function wordsOfNetworkFailure({ kind, host, reason, sentAll }: NetworkFailure): Words {
  const where = plain(host);
  switch (kind) {
    case 'certificate-refused':
      return words(
        `The certificate of ${where} is not trusted (${reason}).`,
        'If your company inspects traffic, add its certificate to the operating system; otherwise do not go on in this network.',
        'retry',
      );
    case 'connection-lost':
      return words(
        `The connection to ${where} was lost (${reason}).`,
        'Check your network, then retry.',
        'retry',
      );
    case 'connection-refused':
      return words(
        `${where} does not take connections (${reason}).`,
        'Check your network and VS Code’s proxy settings, then retry.',
        'retry',
      );
    case 'host-not-found':
      return words(
        `${where} was not found (${reason}).`,
        'Check that you are online, and VS Code’s proxy settings, then retry.',
        'retry',
      );
    case 'proxy-refused':
      return words(
        `Your proxy did not let the request through to ${where} (${plain(reason)}).`,
        'Check VS Code’s proxy settings, or ask whoever runs the proxy, then retry.',
        'retry',
      );
    case 'timed-out':
      return sentAll
        ? words(`${where} did not answer in time.`, 'Check your network, then retry.', 'retry')
        : words(
            `Sending to ${where} came to a standstill.`,
            'Check your network, then retry.',
            'retry',
          );
    case 'unreachable':
      return words(
        `${where} cannot be reached (${reason}).`,
        'Check your network, then retry.',
        'retry',
      );
  }
}
