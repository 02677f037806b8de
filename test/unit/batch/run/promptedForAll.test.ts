import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { UploadPrompts } from '../../../../src/upload/prompts.ts';
import type { NoBackup } from '../../../../src/upload/noBackup.ts';
import { promptedForAll } from '../../../../src/batch/run/promptedForAll.ts';
import { RateLimiter } from '../../../../src/batch/run/rateLimiter.ts';
import type { CrmFailureKind, Failure } from '../../../../src/zoho/failure.ts';
import type { CrmRecord } from '../../../../src/zoho/record.ts';

const host = 'www.zohoapis.eu';

function crmFailure(kind: CrmFailureKind): Failure {
  return { kind, error: { status: 400, code: 'X', message: '', details: {} } };
}

function notFetched(failure: Failure): NoBackup {
  return { kind: 'not-fetched', failure };
}

function notWritten(code: string, more: { forbidden?: true } = {}): NoBackup {
  return { kind: 'not-written', code, ...more };
}

function record(id: string, module = 'Contacts'): CrmRecord {
  return { key: { module, id }, name: 'Amelia Fischer', photoMark: 'mark' };
}

describe('the questions of a run whether to go on without a copy', () => {
  let prompts: UploadPrompts;
  let asked: string[];
  let answer: boolean;
  let open: number;
  let mostOpen: number;

  beforeEach(() => {
    asked = [];
    answer = true;
    open = 0;
    mostOpen = 0;
    prompts = promptedForAll(
      {
        renewAccess: () => Promise.resolve(false),
        undoAnyway: async (standing, { key }) => {
          asked.push(`${standing} ${key.id}`);
          await new Promise(setImmediate);
          return answer;
        },
        continueWithoutBackup: async (_why, { key }) => {
          asked.push(key.id);
          open += 1;
          mostOpen = Math.max(mostOpen, open);
          await new Promise(setImmediate);
          open -= 1;
          return answer;
        },
      },
      new RateLimiter(4),
      () => undefined,
    );
  });

  async function ask(why: NoBackup, ...records: CrmRecord[]): Promise<boolean[]> {
    return Promise.all(records.map((one) => prompts.continueWithoutBackup(why, one)));
  }

  const PASSING: Record<string, NoBackup> = {
    'a locked file': notWritten('EBUSY'),
    'a file that nobody may touch for now': notWritten('EPERM'),
    'another one': notWritten('EACCES'),
    'too many open files': notWritten('EMFILE'),
    'a broken disk, maybe': notWritten('EIO'),
    'no code': notWritten(''),
    'a lost connection': notFetched({ kind: 'connection-lost', host, reason: '', sentAll: true }),
    'a time-out': notFetched({ kind: 'timed-out', host, reason: '', sentAll: true }),
    'an error of Zoho': notFetched(crmFailure('internal-error')),
    'a locked record': notFetched(crmFailure('record-locked')),
    'one forbidden record': notFetched(crmFailure('record-forbidden')),
    'a code that nobody knows': notFetched(crmFailure('unknown-code')),
    'an answer of somebody else': notFetched({
      kind: 'answer-unreadable',
      status: 502,
      contentType: 'text/html',
    }),
  };

  for (const [name, why] of Object.entries(PASSING)) {
    it(`${name}: the answer is about one photo, and each is asked about by itself`, async () => {
      assert.deepEqual(await ask(why, record('1')), [true]);
      answer = false;
      assert.deepEqual(await ask(why, record('2'), record('3')), [false, false]);
      assert.deepEqual(asked, ['1', '2', '3']);
      assert.equal(mostOpen, 1, 'one question at a time');
    });
  }

  const LASTING: Record<string, NoBackup> = {
    'a full disk': notWritten('ENOSPC'),
    'a used up quota': notWritten('EDQUOT'),
    'a disk that cannot be written': notWritten('EROFS'),
    'a forbidden folder': notWritten('EACCES', { forbidden: true }),
    'no room': { kind: 'no-room', megabytes: 200 },
    'a missing permission': notFetched(crmFailure('permission-missing')),
  };

  for (const [name, why] of Object.entries(LASTING)) {
    it(`${name}: the answer counts for the others too`, async () => {
      assert.deepEqual(await ask(why, record('1'), record('2')), [true, true]);
      answer = false;
      assert.deepEqual(await ask(why, record('3')), [true]);
      assert.deepEqual(asked, ['1']);
    });
  }

  it('a yes to undo what somebody else did counts for the record that it names', async () => {
    const undoing = (standing: 'removed' | 'replaced' | 'unsure', ...ids: string[]) =>
      Promise.all(ids.map((id) => prompts.undoAnyway(standing, record(id))));
    assert.deepEqual(await undoing('replaced', '1', '2'), [true, true]);
    assert.deepEqual(await undoing('unsure', '3', '4'), [true, true]);
    answer = false;
    assert.deepEqual(await undoing('replaced', '5', '6'), [false, false]);
    assert.deepEqual(await undoing('removed', '7', '8'), [false, false]);
    assert.deepEqual(asked, ['replaced 1', 'replaced 2', 'unsure 3', 'replaced 5', 'removed 7']);
  });

  it('an answer to one says nothing of another one, nor of another module', async () => {
    await ask(notWritten('ENOSPC'), record('1'));
    await ask(notWritten('EROFS'), record('2'));
    await ask(notWritten('EBUSY'), record('3'));
    const forbidden = notFetched(crmFailure('permission-missing'));
    await ask(forbidden, record('4'));
    await ask(forbidden, record('5', 'Leads'), record('6'));
    assert.deepEqual(asked, ['1', '2', '3', '4', '5']);
  });
});
