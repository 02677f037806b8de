import { l10n } from 'vscode';
import type { FetchProblem } from '../../download/fetchPicture.ts';
import type { SaveProblem } from '../../download/fetchPictures.ts';
import type { AddressProblem } from '../../download/pictureAddress.ts';
import { plain } from '../plain.ts';
import { wordsOfNetworkFailure } from './networkFailure.ts';
import { wordsOfPolicyFailure } from './policy.ts';
import { wordsOfRefusal } from './refusal.ts';
import type { Words } from './words.ts';
import { words } from './words.ts';

/** Why a picture couldn't be downloaded from a URL. */
export function wordsOfFetchProblem(problem: FetchProblem): Words {
  switch (problem.kind) {
    case 'address':
      return words(wordsOfAddressProblem(problem.problem), l10n.t('Use another URL.'), 'retry');
    case 'network':
      return wordsOfNetworkFailure(problem.failure);
    case 'policy':
      return wordsOfPolicyFailure(problem);
    case 'refusal':
      return wordsOfRefusal(problem.refusal);
    case 'status':
      return words(
        l10n.t('{0} responded with HTTP {1}.', plain(problem.host), problem.status),
        l10n.t('Open the URL in a browser: it may need a sign-in or no longer exist.'),
        'retry',
      );
    case 'too-many-bytes':
      return words(
        l10n.t(
          'The picture is larger than {0} MB, the most that can be downloaded.',
          problem.limit / 1_000_000,
        ),
        l10n.t('Download it in a browser, then upload the file.'),
        'retry',
      );
    case 'too-many-redirects':
      return words(
        l10n.t('Too many redirects (last to {0}).', plain(problem.host)),
        l10n.t('Use the URL of the picture itself.'),
        'retry',
      );
  }
}

/** Why a picture from the web isn't in the folder where it should be saved. */
export function wordsOfSaveProblem(problem: SaveProblem): Words {
  return problem.kind === 'not-saved'
    ? words(
        l10n.t('Couldn’t save the picture in the folder ({0}).', plain(problem.code)),
        l10n.t('Choose another folder.'),
        'retry',
      )
    : wordsOfFetchProblem(problem);
}

export function wordsOfAddressProblem(problem: AddressProblem): string {
  switch (problem.kind) {
    case 'not-a-url':
      return l10n.t('Enter a URL starting with https://.');
    case 'not-https':
      return l10n.t('Only URLs starting with https:// can be downloaded.');
    case 'has-password':
      return l10n.t('This URL contains a password, which would be sent along. Remove it.');
    case 'not-public':
      return l10n.t(
        '{0} is in your own network. Pictures can be downloaded only from the internet.',
        plain(problem.host),
      );
  }
}
