import assert from 'node:assert/strict';
import { it } from 'node:test';
import { keepPresent } from '../../../src/upload/keeping.ts';
import { Scanner } from '../../scanner.ts';
import { until } from '../until.ts';
import { keepingInTest } from './keepingInTest.ts';

it('a photo that another program keeps from being kept keeps no cancel waiting', async () => {
  const keeping = await keepingInTest();
  const scanner = new Scanner(keeping.folder, Infinity);
  const cancel = new AbortController();
  const reason = new Error('cancelled');
  const never = (): Promise<never> => Promise.reject(new Error('nobody is to be asked'));
  const keeps = keepPresent(
    { key: { module: 'Contacts', id: '1' }, name: undefined, photoMark: 'mark' },
    { kind: 'fetched', bytes: Buffer.from('photo') },
    keeping,
    {
      asks: { renewAccess: never, goOnWithoutCopy: never, undoAnyway: never },
      signal: cancel.signal,
    },
  );
  try {
    await until('it is waited for', () => scanner.count > 0);
    cancel.abort(reason);
    await assert.rejects(keeps, reason);
    const removals = scanner.refused.get('rm') ?? 0;
    assert.ok(removals < 5, `${removals}: nor does what is left to be removed`);
    assert.equal(keeping.run.size, 0);
  } finally {
    scanner.close();
    await keeping.close();
  }
});
