import { l10n } from 'vscode';
import type { NetworkFailure } from '../../zoho/failure.ts';
import { plain } from '../plain.ts';
import type { Words } from './words.ts';
import { words } from './words.ts';

export function wordsOfNetworkFailure({ kind, host, reason, sentAll }: NetworkFailure): Words {
  const where = plain(host);
  switch (kind) {
    case 'certificate-refused':
      return words(
        l10n.t('The certificate of {0} isn’t trusted ({1}).', where, reason),
        l10n.t(
          'If your company inspects traffic, add its certificate to your operating system; otherwise, don’t use this network.',
        ),
        'retry',
      );
    case 'connection-lost':
      return words(
        l10n.t('The connection to {0} was lost ({1}).', where, reason),
        l10n.t('Check your network, then retry.'),
        'retry',
      );
    case 'connection-refused':
      return words(
        l10n.t('{0} refused the connection ({1}).', where, reason),
        l10n.t('Check your network and VS Code’s proxy settings, then retry.'),
        'retry',
      );
    case 'host-not-found':
      return words(
        l10n.t('{0} wasn’t found ({1}).', where, reason),
        l10n.t('Check that you’re online, check VS Code’s proxy settings, then retry.'),
        'retry',
      );
    case 'proxy-refused':
      return words(
        l10n.t('Your proxy blocked the request to {0} ({1}).', where, plain(reason)),
        l10n.t('Check VS Code’s proxy settings or ask your network administrator, then retry.'),
        'retry',
      );
    case 'timed-out':
      return sentAll
        ? words(
            l10n.t('{0} didn’t respond in time.', where),
            l10n.t('Check your network, then retry.'),
            'retry',
          )
        : words(
            l10n.t('The request to {0} stalled.', where),
            l10n.t('Check your network, then retry.'),
            'retry',
          );
    case 'unreachable':
      return words(
        l10n.t('{0} can’t be reached ({1}).', where, reason),
        l10n.t('Check your network, then retry.'),
        'retry',
      );
  }
}
