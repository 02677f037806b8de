import path from 'node:path';

/** Where the journals of all runs are, in the folder that all windows share. */
export function runsFolder(storage: string): string {
  return path.join(storage, 'runs');
}
