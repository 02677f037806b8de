import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Reason } from '../../../src/upload/outcome.ts';
import type { Undone } from '../../../src/upload/undo.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { shown } from './stubbedMessages.ts';

const { reportSeveralUndone, reportUndone } = await import('../../../src/ui/changeReport.ts');

const KEY = { module: 'Contacts', id: '4876876000000624001' };
const removed: Undone = {
  kind: 'removed',
  record: { key: KEY, name: 'Amelia Fischer', photoMark: null },
  change: { account: '1', key: KEY, before: { kind: 'lost' }, after: { kind: 'none' } },
};

function failed(reason: Reason): Undone {
  return { kind: 'failed', reason };
}

async function told(...all: Undone[]): Promise<(typeof shown)[number]> {
  shown.length = 0;
  const named = all.map((undone, index) => ({ key: { ...KEY, id: `${KEY.id}${index}` }, undone }));
  await reportSeveralUndone(sampleAccount(), named);
  assert.ok(shown[0] !== undefined);
  return shown[0];
}

it('offers to save an earlier photo that couldn’t be restored', async () => {
  shown.length = 0;
  const copy = {
    format: 1,
    id: '1-0',
    account: '1',
    organization: 'Northwind Traders',
    key: KEY,
    name: 'Amelia Fischer',
    at: 1,
    pictureFormat: 'JPEG',
    size: 10_700_000,
    sha256: '',
    mark: null,
  } as const;
  const refusal = { kind: 'too-many-bytes', size: 10_700_000, limit: 10_485_760 } as const;
  await reportUndone(sampleAccount(), KEY, failed({ kind: 'refusal', refusal }), copy);
  assert.match(shown[0]?.text ?? '', /^Couldn’t restore the earlier photo of Contacts /);
  assert.deepEqual(shown[0]?.buttons, ['Save Earlier Photo…', 'Show Log']);
});

describe('several changes undone together', () => {
  beforeEach(() => {
    shown.length = 0;
  });

  it('are all reported as undone', async () => {
    const { severity, text, buttons } = await told(removed, removed);
    assert.equal(severity, 'info');
    assert.equal(text, '2 of 2 changes undone · Northwind Traders (PRODUCTION).');
    assert.deepEqual(buttons, ['Show Log']);
  });

  it('are reported with those that weren’t, why, and where their photos are', async () => {
    const gone = failed({ kind: 'backup-gone' });
    const { severity, text, buttons } = await told(removed, gone, gone, {
      kind: 'canceled',
      photo: 'unknown',
    });
    assert.equal(severity, 'warning');
    assert.match(text, /^1 of 4 changes undone/);
    assert.match(
      text,
      /Not undone Contacts \d+1, Contacts \d+2: The backup of the previous photo no/,
    );
    assert.match(
      text,
      /Not undone Contacts \d+3: Canceled after everything was sent\. Open the record/,
    );
    assert.match(text, /“Photo Backups…”/);
    assert.deepEqual(buttons, ['Show Log']);
  });

  it('can be retried if that may help, also after a sign-in', async () => {
    const failure = { kind: 'sign-in-needed', why: 'withdrawn' } as const;
    const ended = failed({ kind: 'failure', failure, photo: 'not-stored' });
    assert.deepEqual((await told(removed, ended)).buttons, ['Retry', 'Show Log']);
    await reportUndone(sampleAccount(), KEY, ended, undefined);
    assert.deepEqual(shown[1]?.buttons, ['Retry', 'Show Log']);
  });
});
