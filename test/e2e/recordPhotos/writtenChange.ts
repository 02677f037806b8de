import { kept } from '../../canary.ts';
import { until } from '../../vscode/workbench/until.ts';
import type { Stage } from '../stage.ts';

/**
 * Waits until VS Code has written a change that was made after this time, so that a reload keeps it:
 * in a browser, it saves workspace state every five seconds.
 */
export async function writtenChange(stage: Stage, since: number): Promise<void> {
  await until('the change to be written', async () => {
    const texts = Object.values(await kept(stage.window.page));
    const changes = texts.filter((text) => text.includes('lastChanges')).join();
    const backups = [...changes.matchAll(/(\d{13})-[0-9a-f]{8}-/g)].map(([, at]) => Number(at));
    return backups.some((at) => at >= since) ? true : undefined;
  });
}
