import assert from 'node:assert/strict';
import type { EmulatorControl } from '../../../emulator/control.ts';
import type { LoggedRequest } from '../../../emulator/requestLog.ts';
import type { Ended } from './batchInTest.ts';
import type { Catalogue } from './catalogue.ts';

/** Of the requests to the API, so many meet with something: five in a hundred. */
export async function befall(control: EmulatorControl, seed: number): Promise<void> {
  const error = (status: number, code: string): object => ({
    status,
    body: { code, details: {}, message: '', status: 'error' },
  });
  const each = { server: 'api', times: 0, share: 0.007 } as const;
  const faults = [
    { answer: error(429, 'TOO_MANY_REQUESTS') as never },
    { answer: error(500, 'INTERNAL_ERROR') as never },
    { answer: { status: 503, body: '<html><body>503</body></html>' } },
    { cutAfterBytes: 100, method: 'POST' },
    { cutBeforeAnswer: true },
    { cutAnswerAfterBytes: 5 },
    { delayMs: 30 },
  ];
  for (const [index, fault] of faults.entries()) {
    await control.fault({ ...each, ...fault, seed: seed * 100 + index });
  }
}

/** Uploads of a record in the emulator's log. */
function postsOf(log: readonly LoggedRequest[], id: string): LoggedRequest[] {
  return log.filter(({ method, path }) => method === 'POST' && path.includes(`/${id}/photo`));
}

/** Each record has the picture of its file, and none was given it twice but where an answer was lost. */
export async function assertStored(
  control: EmulatorControl,
  { planned, hashes }: Catalogue,
  end: Ended | 'elsewhere' | 'gone',
): Promise<void> {
  assert.ok(typeof end === 'object', JSON.stringify(end));
  assert.equal(end.end, 'over');
  assert.equal(end.standings.length, planned.length);
  const others = end.standings.filter(
    (standing) => standing !== 'done' && standing !== 'awaiting-approval',
  );
  assert.deepEqual(others, [], `${others.join(', ')}: ${JSON.stringify([...end.reasons])}`);
  const log = await control.requests();
  for (const [n, { key }] of planned.entries()) {
    const stored = await control.photo(key.module, key.id);
    assert.equal(stored?.sha256, hashes[n], `the picture of ${n}`);
    const posts = postsOf(log, key.id);
    const said = posts.filter(({ status }) => status === 200).length;
    const lost = posts.filter(({ status }) => status === 0).length;
    assert.ok(said <= 1 + lost, `${n} was uploaded ${said} times, with ${lost} answers lost`);
  }
}
