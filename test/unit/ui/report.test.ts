import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Refusal } from '../../../src/image/refusal.ts';
import type { UploadResult } from '../../../src/ui/uploadResult.ts';
import type { Failure } from '../../../src/zoho/failure.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { shown } from './stubbedMessages.ts';

const { report } = await import('../../../src/ui/report.ts');
const { reportLine } = await import('../../../src/ui/words/logLines.ts');

const KEY = { module: 'Contacts', id: '4876876000000624001' };
const ACCOUNT = sampleAccount({
  place: { kind: 'zoho', dataCenter: 'EU', environment: 'sandbox' },
  organization: { id: '1', name: 'Northwind Traders', domain: 'northwindtest' },
});

function failed(failure: Failure, photo: 'not-stored' | 'unknown'): UploadResult {
  const outcome = { kind: 'failed', reason: { kind: 'failure', failure, photo } } as const;
  return { picture: 'mug.png', key: KEY, outcome };
}

function refused(refusal: Refusal): UploadResult {
  const outcome = { kind: 'failed', reason: { kind: 'refusal', refusal } } as const;
  return { picture: 'locked.png', key: undefined, outcome };
}

const done: UploadResult = {
  picture: 'mug.png',
  key: KEY,
  outcome: {
    kind: 'done',
    record: { key: KEY, name: 'Amelia Fischer', photoMark: null },
    change: { account: '1', key: KEY, before: { kind: 'none' }, after: { kind: 'unknown' } },
  },
};

describe('report', () => {
  beforeEach(() => {
    shown.length = 0;
  });

  it('doesn’t say that a picture wasn’t uploaded if that is unknown', async () => {
    const lost = { kind: 'connection-lost', host: 'h', reason: 'ECONNRESET' } as const;
    await report([failed({ ...lost, sentAll: true }, 'unknown')], ACCOUNT);
    await report([failed({ ...lost, sentAll: false }, 'not-stored')], ACCOUNT);
    const target = 'to Contacts 4876876000000624001 · Northwind Traders (SANDBOX northwindtest)';
    const [open, certain] = shown.map(({ text }) => text);
    assert.match(open ?? '', /may or may not have been stored/);
    assert.ok(open?.startsWith(`mug.png was sent ${target}, but not confirmed.`), open);
    assert.ok(certain?.startsWith(`mug.png wasn’t uploaded ${target}.`), certain);
    const unanswered = failed({ ...lost, sentAll: true }, 'unknown');
    await report([unanswered, unanswered], ACCOUNT);
    assert.match(shown[2]?.text ?? '', /Not confirmed mug\.png/);
    assert.doesNotMatch(shown[2]?.text ?? '', /Not uploaded/);
  });

  it('names skipped automations, as does the log', async () => {
    assert.ok('change' in done.outcome);
    const change = { ...done.outcome.change, restrictTriggers: ['workflow' as const] };
    const quiet: UploadResult = { ...done, outcome: { ...done.outcome, change } };
    await report([quiet], ACCOUNT);
    await report([quiet, done], ACCOUNT);
    await report([done], ACCOUNT);
    const [one, several, loud] = shown.map(({ text }) => text);
    assert.match(one ?? '', /\(SANDBOX northwindtest\)\. Skipped automations: workflow rules\.$/);
    assert.match(several ?? '', /2 of 2 pictures .* Skipped automations: workflow rules\./);
    assert.doesNotMatch(loud ?? '', /Kept/);
    assert.match(reportLine(quiet), /: done \(restrict_triggers=workflow\)$/);
    assert.match(reportLine(done), /: done$/);
  });

  it('names what was resized or converted, however it came about', async () => {
    const before = { format: 'JPEG', width: 4032, height: 3024, size: 9_000_000 } as const;
    const after = { format: 'JPEG', width: 900, height: 1200, size: 200_000 } as const;
    const heic = { format: 'HEIC', width: 1200, height: 900, size: 100_000 } as const;
    const resized: UploadResult = { ...done, made: { before, after } };
    await report([resized], ACCOUNT);
    await report([{ ...done, made: { before: heic, after } }], ACCOUNT);
    await report([resized, done], ACCOUNT);
    await report([{ ...resized, outcome: { kind: 'canceled', photo: 'unknown' } }, done], ACCOUNT);
    const [one, converted, several, canceled] = shown.map(({ text }) => text);
    assert.match(one ?? '', /\)\. Resized from 4032 × 3024 pixels to 900 × 1200 pixels\.$/);
    assert.match(converted ?? '', /\)\. Converted from HEIC · 100 KB to JPEG · 200 KB\.$/);
    assert.match(several ?? '', /^2 of 2 pictures .*\. 1 was resized or converted\.$/);
    assert.doesNotMatch(canceled ?? '', /resized/);
  });

  it('offers to retry what failed, not what was refused before', async () => {
    const locked = refused({ kind: 'unreadable', reason: 'no-permission' });
    const busy = failed(
      { kind: 'unavailable', error: { status: 503, code: '', message: '', details: {} } },
      'not-stored',
    );
    await report([done, locked], ACCOUNT);
    await report([busy, locked], ACCOUNT);
    await report([locked, locked], undefined);
    assert.deepEqual(
      shown.map(({ buttons }) => buttons),
      [
        ['Show Log', 'Undo'],
        ['Retry', 'Show Log'],
        ['Retry', 'Show Log'],
      ],
    );
  });

  it('gives the same reason for many pictures once', async () => {
    const ended = failed({ kind: 'sign-in-needed', why: 'withdrawn' }, 'not-stored');
    const locked = refused({ kind: 'unreadable', reason: 'no-permission' });
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ ...ended, picture: `${name}.png` }));
    await report([...many, locked], ACCOUNT);
    const { text, buttons } = shown[0] ?? {};
    assert.match(text ?? '', /Not uploaded a\.png, b\.png, c\.png, and 2 more: You’re no longer/);
    assert.equal(text?.split('You’re no longer').length, 2);
    assert.match(text, /Skipped locked\.png: /);
    assert.deepEqual(buttons, ['Sign In', 'Show Log']);
  });

  it('says which of several pictures are unconfirmed after a cancel', async () => {
    const canceled = (photo: 'not-stored' | 'unknown'): UploadResult => ({
      ...done,
      outcome: { kind: 'canceled', photo },
    });
    await report(
      [done, { ...canceled('unknown'), picture: 'open.png' }, canceled('not-stored')],
      ACCOUNT,
    );
    assert.match(
      shown[0]?.text ?? '',
      /^1 of 3 pictures uploaded to .* 1 canceled\. Not confirmed open\.png: Canceled after everything was sent\. Open the record in the CRM to check\.$/,
    );
  });

  it('calls a bug a bug, and claims nothing about the photo', async () => {
    const broken: UploadResult = { ...done, outcome: { kind: 'failed', reason: { kind: 'bug' } } };
    await report([broken], ACCOUNT);
    await report([done, broken], ACCOUNT);
    const [one, several] = shown;
    assert.match(
      one?.text ?? '',
      /^mug\.png wasn’t confirmed as uploaded to Contacts .* An unexpected error occurred\./,
    );
    assert.deepEqual(one?.buttons, ['Open Record', 'Retry', 'Show Log']);
    assert.match(several?.text ?? '', /^1 of 2 pictures uploaded.* Not confirmed mug\.png: /);
  });

  it('names the code of a file that can’t be read', async () => {
    await report([refused({ kind: 'unreadable', reason: 'other', code: 'EBUSY' })], undefined);
    assert.match(shown[0]?.text ?? '', /Couldn’t read the file \(EBUSY\)/);
  });

  it('needs no warning for a photo that the person kept', async () => {
    const record = { key: KEY, name: 'Amelia Fischer', photoMark: 'mark' };
    const left: UploadResult = { picture: 'mug.png', key: KEY, outcome: { kind: 'left', record } };
    await report([left], ACCOUNT);
    await report([left, done], ACCOUNT);
    assert.deepEqual(
      shown.map(({ severity, buttons }) => ({ severity, buttons })),
      [
        { severity: 'info', buttons: ['Open Record'] },
        { severity: 'info', buttons: ['Show Log', 'Undo'] },
      ],
    );
    assert.match(
      shown[0]?.text ?? '',
      /wasn’t uploaded: you kept the current photo of Amelia Fischer in Contacts/,
    );
    assert.match(shown[1]?.text ?? '', /^1 of 2 pictures uploaded.*1 skipped/);
  });
});
