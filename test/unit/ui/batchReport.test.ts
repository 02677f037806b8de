import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import type { BatchEnd, BatchResult } from '../../../src/upload/batch/batchRun.ts';
import { vscode } from './stubbedVscode.ts';

let shown: { severity: string; text: string; buttons: string[] }[] = [];

const show =
  (severity: string) =>
  (text: string, ...items: { title: string }[]): Promise<undefined> => {
    shown.push({ severity, text, buttons: items.map(({ title }) => title) });
    return Promise.resolve(undefined);
  };

vscode.window = { showInformationMessage: show('info'), showWarningMessage: show('warning') };

const { tellBatch } = await import('../../../src/ui/batchReport.ts');

const ACCOUNT: Account = {
  format: 1,
  id: '1',
  place: { kind: 'zoho', dataCentre: 'EU', environment: 'production' },
  organisation: { id: '1', name: 'Northwind Traders', domain: 'northwind' },
  user: { id: '1', name: 'Ada', email: 'ada@example.com' },
  credentials: { kind: 'access-token' },
  scopes: [],
  access: { token: '4', endsAt: 0 },
};

function result(n: number, isDone: boolean): BatchResult {
  const key = { module: 'Products', id: String(n) };
  return {
    n,
    name: `${n}.jpg`,
    key,
    outcome: isDone
      ? {
          kind: 'done',
          record: { key, name: 'Mug', photoMark: null },
          change: { account: '1', key, before: { kind: 'none' }, after: { kind: 'unknown' } },
        }
      : { kind: 'cancelled', photo: 'not-stored' },
  };
}

describe('what is told of a run', () => {
  beforeEach(() => {
    shown = [];
  });

  it('that the credits are used up, and how to go on: not at once', async () => {
    const end: BatchEnd = {
      results: [result(0, true), result(1, false)],
      requests: 3,
      end: 'credits-used-up',
    };
    await tellBatch(ACCOUNT, end);
    await tellBatch(ACCOUNT, { ...end, end: 'cancelled' });
    const [usedUp, cancelled] = shown;
    assert.equal(usedUp?.severity, 'warning');
    assert.match(
      usedUp.text,
      /^1 of 2 photos uploaded .* 1 not sent yet\. Your organisation has used up its API credits for now\. .* “Resume Upload…”\.$/,
    );
    assert.deepEqual(usedUp.buttons, ['Show Results', 'Undo All…']);
    assert.deepEqual(cancelled?.buttons, ['Show Results', 'Go On', 'Undo All…']);
  });

  it('of how many it is not known, apart from those that were not sent', async () => {
    const lost: BatchResult = {
      ...result(1, false),
      outcome: { kind: 'cancelled', photo: 'unknown' },
    };
    await tellBatch(ACCOUNT, {
      results: [result(0, true), lost, result(2, false), result(3, false)],
      requests: 3,
      end: 'cancelled',
    });
    assert.equal(
      shown[0]?.text,
      '1 of 4 photos uploaded to Northwind Traders (PRODUCTION). 2 not sent yet. Of 1 it is not known: going on finds out.',
    );
  });
});
