import type { Run } from '../../../../src/batch/run/runState.ts';

/** The first line of a journal, with what a test needs otherwise. */
export function sampleRun(more: Partial<Run> = {}): Run {
  return {
    kind: 'run',
    format: 1,
    id: 'run-7',
    account: 'account-1',
    at: 0,
    version: 'v8',
    restrictTriggers: [],
    withoutPersonalData: false,
    fits: true,
    onlyChanged: true,
    ...more,
  };
}
