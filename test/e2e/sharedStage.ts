// One stage for several suites: a VS Code takes as long to start as a suite.
import { after, before } from 'node:test';
import type { Stage } from './stage.ts';

let stage: Stage | undefined;

/** Opens a stage before the suites that the test file imports, and closes it after them. */
export function shareStage(open: () => Promise<Stage>): void {
  before(async () => {
    stage = await open();
  });
  after(async () => {
    await stage?.close();
  });
}

/** The stage of the test file that runs, without the notifications and editors of earlier suites. */
export async function sharedStage(): Promise<Stage> {
  if (stage === undefined) {
    throw new Error('No stage is open: start this suite by the test file that imports it.');
  }
  await stage.window.notifications.clear();
  await stage.window.commandPalette.run('View: Close All Editors');
  return stage;
}
