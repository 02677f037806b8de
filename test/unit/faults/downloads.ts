import { fetchPicture } from '../../../src/download/fetchPicture.ts';
import { fetchPictures } from '../../../src/download/fetchPictures.ts';
import { shown } from '../ui/stubbedMessages.ts';
import type { Cell } from './scene.ts';
import { NO_POLICY } from '../policy/policyInTest.ts';
import type { Call, Told } from './call.ts';

const { showFetchProblem } = await import('../../../src/ui/pictureUrl.ts');
const { wordsOfSaveProblem } = await import('../../../src/ui/words/fetchProblem.ts');
const { inFull } = await import('../../../src/ui/words/words.ts');

const FETCHED = '/picture.jpg';

function fetchOptions({ signal, fetchLimit }: Cell): Parameters<typeof fetchPicture>[1] {
  return { policy: NO_POLICY, userAgent: 'test', timeLimit: fetchLimit, signal, loopback: true };
}

/** What comes from the web. */
export const DOWNLOADS: readonly Call[] = [
  {
    name: 'fetchPicture',
    kind: 'fetch',
    server: 'api',
    method: 'GET',
    path: FETCHED,
    covers: ['fetchPicture'],
    run: async (cell: Cell): Promise<Told> => {
      const address = new URL(cell.servers.api + FETCHED);
      const fetched = await fetchPicture(address, fetchOptions(cell));
      if (fetched.ok) {
        return { claim: 'done', message: '' };
      }
      void showFetchProblem(address, fetched.problem);
      return { claim: 'failed', message: shown.pop()?.text ?? '' };
    },
  },
  {
    name: 'fetchPictures',
    kind: 'fetch',
    server: 'api',
    method: 'GET',
    path: FETCHED,
    covers: ['fetchPictures'],
    run: async (cell: Cell): Promise<Told> => {
      const address = cell.servers.api + FETCHED;
      const saved = await fetchPictures([address], {
        ...fetchOptions(cell),
        folder: { has: () => Promise.resolve(false), write: () => Promise.resolve() },
        onProgress: () => undefined,
      });
      const one = saved.get(address);
      return one === undefined || one.ok
        ? { claim: 'done', message: '' }
        : { claim: 'failed', message: inFull(wordsOfSaveProblem(one.problem)) };
    },
  },
];
