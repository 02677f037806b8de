import type { Services } from '../commands/services.ts';
import type { OpenRuns } from './run/openRuns.ts';

/** The services of all commands, and the runs shown in this window. */
export interface BatchServices extends Services {
  readonly openRuns: OpenRuns;
}
