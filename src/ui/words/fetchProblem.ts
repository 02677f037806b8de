import type { FetchProblem } from '../../download/fetchPicture.ts';
import type { SaveProblem } from '../../download/fetchPictures.ts';
import type { AddressProblem } from '../../download/pictureAddress.ts';
import { plain } from '../plain.ts';
import { wordsOfNetworkFailure } from './networkFailure.ts';
import { wordsOfRefusal } from './refusal.ts';
import type { Words } from './words.ts';
import { words } from './words.ts';

/** Why no picture came from an address. */
export function wordsOfFetchProblem(problem: FetchProblem): Words {
  switch (problem.kind) {
    case 'address':
      return words(wordsOfAddressProblem(problem.problem), 'Use another address.', 'retry');
    case 'network':
      return wordsOfNetworkFailure(problem.failure);
    case 'refusal':
      return wordsOfRefusal(problem.refusal);
    case 'status':
      return words(
        `${plain(problem.host)} did not give the picture (HTTP ${problem.status}).`,
        'Open the address in a browser: it may want a sign-in, or be gone.',
        'retry',
      );
    case 'too-many-bytes':
      return words(
        `The picture has more than ${problem.limit / (1024 * 1024)} MB: so much is not fetched from the web.`,
        'Download it in a browser, and upload the file.',
        'retry',
      );
    case 'too-many-redirects':
      return words(
        `The address leads from one to the next without an end (last ${plain(problem.host)}).`,
        'Use the address of the picture itself.',
        'retry',
      );
  }
}

/** Why a picture of the web is not in the folder that it should be saved in. */
export function wordsOfSaveProblem(problem: SaveProblem): Words {
  return problem.kind === 'not-saved'
    ? words(
        `The picture couldn’t be saved in the folder (${plain(problem.code)}).`,
        'Choose another folder.',
        'retry',
      )
    : wordsOfFetchProblem(problem);
}

export function wordsOfAddressProblem(problem: AddressProblem): string {
  switch (problem.kind) {
    case 'no-address':
      return 'This is no address: it begins with https://.';
    case 'not-https':
      return 'Only addresses that begin with https:// are fetched.';
    case 'has-password':
      return 'The address has a password in it: it would be sent along.';
    case 'not-public':
      return `${plain(problem.host)} is a machine of your own network, not of the internet: pictures are not fetched from there.`;
  }
}
