import { COMPARE_OFFERED } from '../../commands/mappingsFile.ts';
import type { Memory } from '../../storage/memory.ts';

/** In a workspace's memory: not again there. In everybody's: never again, anywhere. */
export async function compareIsOffered(memory: Memory): Promise<void> {
  if (memory.get(COMPARE_OFFERED) !== true) {
    await memory.update(COMPARE_OFFERED, true);
  }
}
