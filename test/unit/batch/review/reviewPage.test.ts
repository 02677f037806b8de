import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Account } from '../../../../src/auth/account.ts';
import type { BatchFacts, BatchRow } from '../../../../src/batch/page/messages.ts';
import type { BatchListener } from '../../../../src/batch/panel/batchView.ts';
import { ReviewPage } from '../../../../src/batch/review/reviewPage.ts';
import type { Reviewed } from '../../../../src/batch/review/reviewed.ts';
import type { Reviewing } from '../../../../src/batch/review/reviewFacts.ts';
import { foundRecord, recordOf, reviewed, stateOf, uncheckedRecordOf } from './reviewedInTest.ts';

const ACCOUNT = {
  organization: { name: 'Northwind Traders' },
  place: { environment: 'production' },
} as unknown as Account;

const REVIEWING: Reviewing = {
  account: ACCOUNT,
  version: 'v8',
  mapping: {
    module: 'Products',
    rule: { kind: 'name', name: { pattern: '{key}', replace: [] }, by: { kind: 'id' } },
    several: { kind: 'none' },
  },
  backupSizes: [],
  mostBackupBytes: 1_000_000,
  withoutFile: 0,
  junk: 0,
  team: undefined,
  matched: 3,
};

/** The part of a page that a review uses. */
class FakeView {
  listener: BatchListener | undefined;
  shown: readonly BatchRow[] = [];
  updated: readonly BatchRow[] = [];
  last: BatchFacts | undefined;

  listen(listener: BatchListener | undefined): void {
    this.listener = listener;
  }

  addressOf(place: string): string {
    return `shown:${place}`;
  }

  show(facts: BatchFacts, rows: readonly BatchRow[]): void {
    this.last = facts;
    this.shown = rows;
  }

  update(rows: readonly BatchRow[]): void {
    this.updated = rows;
  }

  facts(facts: BatchFacts): void {
    this.last = facts;
  }

  get actions(): string[] {
    return (this.last?.actions ?? []).map(({ action }) => action);
  }
}

describe('the page of a review', () => {
  let view: FakeView;
  let page: ReviewPage;

  function open(...pictures: readonly Reviewed[]): void {
    view = new FakeView();
    page = new ReviewPage(view, REVIEWING, stateOf(...pictures));
  }

  beforeEach(() => {
    open(reviewed(0), reviewed(1), reviewed(2, { found: { kind: 'no-record', value: 'x' } }));
  });

  it('shows every picture and the estimate', () => {
    assert.deepEqual(
      view.shown.map(({ n, state, picture }) => [n, state, picture]),
      [
        // What needs the person comes first.
        [2, 'no-record', 'shown:file:///2.jpg'],
        [0, 'ready', 'shown:file:///0.jpg'],
        [1, 'ready', 'shown:file:///1.jpg'],
      ],
    );
    assert.equal(view.last?.title, 'Upload 2 photos to Products?');
    assert.equal(view.last.isReview, true);
    assert.deepEqual(view.actions, [
      'start',
      'cancel',
      'skip-automations',
      'save-unmatched',
      'find-without-photo',
      'match-differently',
      'save-mapping',
    ]);
  });

  it('excludes pictures at once, even during another request, and updates only their rows', () => {
    view.listener?.onSaid({ kind: 'exclude', ns: [1], isExcluded: true });
    assert.deepEqual(
      view.updated.map(({ n, isExcluded }) => [n, isExcluded]),
      [[1, true]],
    );
    assert.equal(view.last?.title, 'Upload 1 photo to Products?');
    view.listener?.onSaid({ kind: 'exclude', ns: [0], isExcluded: true });
    const [start] = view.last.actions;
    assert.equal(start?.action, 'start');
    assert.ok(start.disabled !== undefined);
    assert.deepEqual(
      page.state.pictures.map(({ isExcluded }) => isExcluded),
      [true, true, false],
    );
  });

  it('hands out one request at a time, and drops others', async () => {
    view.listener?.onSaid({ kind: 'action', action: 'cancel' });
    const pressed = page.nextRequest();
    view.listener?.onSaid({ kind: 'action', action: 'start' });
    view.listener?.onSaid({ kind: 'action', action: 'cancel' });
    assert.deepEqual(await pressed, { kind: 'start' });
  });

  it('ends pending and later waits once it is closed', async () => {
    const pressed = page.nextRequest();
    assert.equal(page.isClosed, false);
    view.listener?.onClosed();
    assert.equal(page.isClosed, true);
    assert.equal(await pressed, undefined);
    assert.equal(await page.nextRequest(), undefined);
  });

  it('offers to skip unchanged pictures and to check for photos if there are any', () => {
    open(
      reviewed(0, { isUnchanged: true, ...foundRecord(recordOf('0', 'ours')) }),
      reviewed(1, foundRecord(uncheckedRecordOf('1'))),
    );
    const skipping = view.last?.actions.find(({ action }) => action === 'skip-unchanged');
    assert.equal(skipping?.pressed, true);
    assert.ok(view.actions.includes('check-for-photos'));
    assert.deepEqual(
      view.shown.map(({ n, state }) => [n, state]),
      [
        [1, 'ready'],
        [0, 'unchanged'],
      ],
    );
    page.change((now) => ({ ...now, skipsUnchanged: false }));
    assert.deepEqual(
      view.updated.map(({ state }) => state),
      ['ready', 'ready'],
    );
    assert.equal(view.last?.title, 'Upload 2 photos to Products?');
  });

  it('uploads only to records without a photo if the person wants that', () => {
    open(
      reviewed(0),
      reviewed(1, foundRecord(recordOf('1', 'theirs'))),
      reviewed(2, foundRecord(uncheckedRecordOf('2'))),
    );
    const wanted = (): boolean | undefined =>
      view.last?.actions.find(({ action }) => action === 'only-without-photo')?.pressed;
    assert.equal(wanted(), false);
    page.change((now) => ({ ...now, onlyWithoutPhoto: true }));
    assert.equal(wanted(), true);
    assert.deepEqual(
      view.updated.map(({ n, state, note }) => [n, state, note]),
      [
        [0, 'ready', ''],
        [1, 'has-photo', 'The record already has a photo.'],
        [2, 'ready', 'Skipped if the record has a photo.'],
      ],
    );
    assert.equal(view.last?.title, 'Upload 2 photos to Products?');
    assert.deepEqual(view.last.lines.slice(1, 3), [
      '1 record hasn’t been checked for an existing photo. Those that have one are skipped.',
      'Uses about 6 to 7 API credits.',
    ]);
    open(reviewed(0));
    assert.equal(wanted(), undefined);
  });

  it('says that everything is in step, and has nothing to press but Close', () => {
    const same = { isUnchanged: true, ...foundRecord(recordOf('0', 'ours')) };
    open(reviewed(0, same), reviewed(1, same));
    assert.equal(view.last?.title, '2 photos are in step with Products');
    assert.deepEqual(view.last.lines, [
      'Nothing to upload: each record still has the picture that you uploaded.',
    ]);
    assert.deepEqual(view.last.warnings, []);
    assert.equal(view.last.actions[0]?.label, 'Close');
    assert.ok(!view.actions.includes('start') && !view.actions.includes('save-unmatched'));
    page.change((now) => ({ ...now, skipsUnchanged: false }));
    assert.equal(view.last.title, 'Upload 2 photos to Products?');
    assert.equal(view.actions[0], 'start');
  });

  it('warns of photos that were changed in the CRM, whether excluded or replaced', () => {
    const theirs = foundRecord(recordOf('0', 'theirs'));
    open(
      reviewed(0, { ...theirs, since: 'in-crm', isExcluded: true }),
      reviewed(1, { ...theirs, since: 'both' }),
      reviewed(2, { since: 'removed' }),
    );
    assert.deepEqual(
      view.shown.map(({ state, note }) => [state, note]),
      [
        ['changed-in-crm', 'The record has another photo now.'],
        ['changed-in-crm', 'The record has another photo now. The picture has changed, too.'],
        ['changed-in-crm', 'The photo was removed.'],
      ],
    );
    assert.deepEqual(view.last?.warnings, [
      '1 photo was changed in the CRM since your last upload, so it’s excluded. Include it to replace it. 1 photo that was changed in the CRM since your last upload will be replaced. 1 photo was removed in the CRM since your last upload. Its picture will be uploaded again.',
    ]);
    view.listener?.onSaid({ kind: 'exclude', ns: [0], isExcluded: false });
    view.listener?.onSaid({ kind: 'exclude', ns: [2], isExcluded: true });
    assert.deepEqual(view.last.warnings, [
      '2 photos that were changed in the CRM since your last upload will be replaced.',
    ]);
    page.change((now) => ({ ...now, onlyWithoutPhoto: true }));
    assert.deepEqual(view.last.warnings, []);
  });
});
