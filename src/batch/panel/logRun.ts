import type { Log } from '../../ui/log.ts';
import type { RunController } from '../run/controller.ts';
import { logLineOf, logLineOfRun } from '../words/report.ts';
import { rowStateName } from '../words/rowState.ts';
import { rowStateOf } from './runRow.ts';

/**
 * Logs how each picture of a run ended.
 *
 * @param requests that the attempt made
 */
export function logRun(
  log: Pick<Log, 'info'>,
  run: Pick<RunController, 'standingOf' | 'state'>,
  requests: number,
): void {
  const { items } = run.state;
  for (const item of items) {
    const state = rowStateName(rowStateOf(run.standingOf(item)));
    log.info(logLineOf(item.key, state, item.told?.code ?? ''));
  }
  log.info(logLineOfRun(items.length, requests));
}
