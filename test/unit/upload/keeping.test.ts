import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { it } from 'node:test';
import { backUpPresent, oneAtATime } from '../../../src/upload/keeping.ts';
import { FlakyFiles } from '../../flakyFiles.ts';
import { Scanner } from '../../scanner.ts';
import { hurried } from '../hurried.ts';
import { until } from '../until.ts';
import { keepingInTest } from './keepingInTest.ts';

it('a backup blocked by another program does not delay a cancel', async () => {
  const keeping = await keepingInTest();
  const scanner = new Scanner(keeping.folder, Infinity);
  const cancel = new AbortController();
  const reason = new Error('canceled');
  const never = (): Promise<never> => Promise.reject(new Error('nobody is to be asked'));
  const keeps = backUpPresent(
    { key: { module: 'Contacts', id: '1' }, name: undefined, photoMark: 'mark' },
    { kind: 'fetched', bytes: Buffer.from('photo') },
    keeping,
    {
      prompts: { renewAccess: never, continueWithoutBackup: never, undoAnyway: never },
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

it('an empty or unreadable note does not claim that a record is unchanged', async ({ mock }) => {
  const keeping = await keepingInTest();
  const key = { module: 'Contacts', id: '1' };
  const { signal } = new AbortController();
  const changed = (): Promise<boolean> =>
    oneAtATime(keeping, key, signal, (alone) =>
      Promise.resolve(alone.changedSince(Date.now() + 1000)),
    );
  assert.equal(await changed(), false, 'there was nobody');
  assert.equal(await changed(), false, 'it was before');
  const folder = path.join(keeping.folder, 'leases');
  const [note = ''] = await readdir(folder);
  await writeFile(path.join(folder, note), '');
  assert.equal(await changed(), true, 'a window was killed while it wrote');
  const files = new FlakyFiles(folder, {
    operation: 'readFile',
    at: 1,
    times: Infinity,
    code: 'EACCES',
    of: (file) => file.endsWith('.note'),
  });
  try {
    assert.equal(await hurried(mock.timers, changed), true, 'another program has it');
  } finally {
    files.close();
    await keeping.close();
  }
});
