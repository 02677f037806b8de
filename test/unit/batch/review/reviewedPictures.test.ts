import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type * as vscodeTypes from 'vscode';
import type { ChosenPicture } from '../../../../src/batch/mapping/chosenPictures.ts';
import type { Match } from '../../../../src/batch/match/match.ts';
import { readinessOf } from '../../../../src/batch/review/reviewed.ts';
import type { Services } from '../../../../src/commands/services.ts';
import { NO_POLICY } from '../../policy/policyInTest.ts';
import { recordOf, REFUSED, reviewed } from './reviewedInTest.ts';

const { reviewedAbsent, reviewedPictures } =
  await import('../../../../src/batch/review/reviewedPictures.ts');

const services = {
  policy: NO_POLICY,
  settings: {
    fitPictures: () => 'always',
    longestSide: () => undefined,
    convertCmyk: () => 'never',
    convertHeic: () => false,
  },
} as unknown as Services;

function chosen(n: number, inspected: ChosenPicture['file']['inspected']): ChosenPicture {
  const uri: unknown = new URL(`file:///${n}.jpg`);
  return {
    candidate: { n, path: `${n}.jpg`, size: 9 },
    found: { uri: uri as vscodeTypes.Uri, path: `${n}.jpg`, folder: undefined },
    file: { name: `${n}.jpg`, inspected },
  };
}

function match(picture: ChosenPicture, id: string): Match {
  return {
    candidate: picture.candidate,
    found: { kind: 'record', record: recordOf(id), value: id },
  };
}

describe('the initial review', () => {
  it('has a row for each record of each picture, numbered in order', () => {
    const [one, several] = [chosen(4, reviewed(4).inspected), chosen(7, REFUSED)];
    const rows = reviewedPictures(services, [one, several], {
      matches: [match(several, 'A'), match(one, 'B'), match(several, 'C')],
    });
    assert.deepEqual(
      rows.map(({ n, path, place, records }) => [n, path, place, records]),
      [
        [0, '7.jpg', 'file:///7.jpg', 2],
        [1, '4.jpg', 'file:///4.jpg', 1],
        [2, '7.jpg', 'file:///7.jpg', 2],
      ],
    );
    assert.deepEqual(
      rows.map((row) => readinessOf(row, { skipsUnchanged: true }).kind),
      ['unreadable', 'ready', 'unreadable'],
    );
  });

  it('has a row for each picture that wasn’t downloaded, which isn’t uploaded', () => {
    const [gone, canceled] = ['https://shop.example/a.jpg', 'https://shop.example/b.jpg'];
    const why = { kind: 'status', status: 404, host: 'shop.example' } as const;
    const rows = reviewedAbsent(
      [
        { row: 2, file: 'local.jpg', value: 'L' },
        { row: 3, file: gone, value: 'A', address: gone },
        { row: 4, file: canceled, value: 'B', address: canceled },
      ],
      new Map<string, typeof why | { kind: 'canceled' }>([
        [gone, why],
        [canceled, { kind: 'canceled' }],
      ]),
      5,
    );
    assert.deepEqual(
      rows.map(({ n, path, notFetched }) => [n, path, notFetched]),
      [
        [5, gone, why],
        [6, canceled, { kind: 'canceled' }],
      ],
    );
    assert.ok(
      rows.every((row) => readinessOf(row, { skipsUnchanged: true }).kind === 'unreadable'),
    );
  });
});
