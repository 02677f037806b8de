import type { Services } from './services.ts';

/** *Show Log* */
export function showLog({ log }: Services): Promise<void> {
  log.show();
  return Promise.resolve();
}
