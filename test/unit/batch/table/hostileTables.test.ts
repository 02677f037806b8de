import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import { howMany } from '../../../long.ts';
import { HOSTILE_TABLES } from './hostileTables.ts';
import { readWhole } from './wholeTable.ts';

const SIZE = howMany(200_000, 2_000_000);

/** Milliseconds of the processor, for everything from the bytes to the records. */
const MOST = howMany(2500, 20_000);

const CANDIDATES = Array.from({ length: 1000 }, (_, n) => ({
  n,
  path: `shots/${n % 10}/IMG_${n}.jpg`,
  size: 1,
}));

describe('a table that is made to take long is read or refused quickly', () => {
  for (const [what, make] of Object.entries(HOSTILE_TABLES)) {
    it(what, { timeout: 300_000 }, () => {
      const bytes = make(SIZE);
      const before = process.cpuUsage();
      readWhole(bytes, CANDIDATES);
      const { user } = process.cpuUsage(before);
      assert.ok(user / 1000 < MOST, `${Math.round(user / 1000)} ms`);
    });
  }
});
