import type { KeptRuns } from '../commands/keptRuns.ts';
import type { Services } from '../commands/services.ts';
import { countsOf, leftIn } from './run/standing.ts';
import { deleteBatches, runsOf } from './store.ts';

/** What a sign-out needs to know about an account's runs, and how it deletes them. */
export function keptRuns(services: Pick<Services, 'storageFolder' | 'leases'>): KeptRuns {
  const runs = runsOf(services);
  return {
    count: async (account) => (await runs.of(account)).length,
    unfinished: async (account) => {
      const open = (await runs.of(account)).filter(({ over }) => !over);
      const held = await Promise.all(open.map(({ run }) => runs.isRunning(run.id)));
      return {
        count: open.length,
        picturesLeft: open.reduce((sum, state) => sum + leftIn(countsOf(state)), 0),
        isRunning: held.includes(true),
      };
    },
    delete: (account) => deleteBatches(services, account),
  };
}
