import type { Services } from '../commands/services.ts';
import type { OpenRuns } from './run/openRuns.ts';

/** What the batch works with: what all commands do, and the runs that are followed in this window. */
export interface BatchServices extends Services {
  readonly openRuns: OpenRuns;
}
