import type { Parts } from './parts.ts';

/** *Show Log* */
export function showLog({ log }: Parts): Promise<void> {
  log.show();
  return Promise.resolve();
}
