import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 10;
const LOOKS = 2000;

/** Waits until a condition holds. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let looks = 0; !(await isSo()); looks++) {
    assert.ok(looks < LOOKS, `it never came to be that ${what}`);
    await sleep(LOOK_MS);
  }
}
