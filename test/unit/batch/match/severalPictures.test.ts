import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Match } from '../../../../src/batch/match/match.ts';
import type { Several } from '../../../../src/batch/match/mapping.ts';
import { onePictureEach } from '../../../../src/batch/match/severalPictures.ts';

type Picture = readonly [path: string, size: number, pixels?: number, usable?: boolean];

function matched(id: string, n: number, [path, size, pixels, usable]: Picture): Match {
  const record = { key: { module: 'Products', id }, name: id, photoMark: null };
  const candidate = {
    n,
    path,
    size,
    ...(pixels === undefined ? {} : { pixels }),
    ...(usable === undefined ? {} : { usable }),
  };
  return { candidate, found: { kind: 'record', record, value: id } };
}

/** The selected picture, and why the others aren't. */
function chosen(several: Several, ...pictures: Picture[]): [string | undefined, string[]] {
  const matches = onePictureEach(
    pictures.map((picture, n) => matched('1', n, picture)),
    several,
  );
  const taken = matches.filter(({ found }) => found.kind === 'record');
  assert.ok(taken.length <= 1);
  const others = matches.flatMap(({ found }) => (found.kind === 'not-selected' ? [found.why] : []));
  return [taken[0]?.candidate.path, [...new Set(others)]];
}

const PICTURES: Picture[] = [
  ['A_10.jpg', 30, 5],
  ['A_2_Front.png', 20, 9],
  ['A_3.jpg', 10, 1],
];

describe('several pictures for one record', () => {
  it('aren’t selected without a rule', () => {
    assert.deepEqual(chosen({ kind: 'none' }, ...PICTURES), [undefined, ['several-pictures']]);
  });

  it('are selected by how their names end', () => {
    const rule = { kind: 'ends-in', ending: '_FRONT' } as const;
    assert.deepEqual(chosen(rule, ...PICTURES), ['A_2_Front.png', ['another-picture']]);
    const whole = { kind: 'ends-in', ending: 'front.png' } as const;
    assert.deepEqual(chosen(whole, ...PICTURES), ['A_2_Front.png', ['another-picture']]);
    const two: Picture[] = [...PICTURES, ['B/a_front.jpg', 1]];
    assert.deepEqual(chosen(rule, ...two), [undefined, ['several-pictures']]);
    assert.deepEqual(chosen({ kind: 'ends-in', ending: 'x' }, ...PICTURES)[0], undefined);
  });

  it('don’t lose a record to one that can’t be sent', () => {
    const pictures: Picture[] = [['A_1.jpg', 90, 90, false], ...PICTURES];
    for (const rule of [{ kind: 'first' }, { kind: 'largest' }] as const) {
      assert.deepEqual(chosen(rule, ...pictures), ['A_2_Front.png', ['another-picture']]);
    }
    const two: Picture[] = [
      ['A_1.jpg', 1, 1, false],
      ['A_2.jpg', 1, 1, true],
    ];
    assert.deepEqual(chosen({ kind: 'none' }, ...two), ['A_2.jpg', ['another-picture']]);
    const none = pictures.map(([path, size]): Picture => [path, size, 1, false]);
    assert.equal(chosen({ kind: 'first' }, ...none)[0], 'A_1.jpg');
  });

  it('are selected in natural order', () => {
    assert.equal(chosen({ kind: 'first' }, ...PICTURES)[0], 'A_2_Front.png');
  });

  it('are selected in table order', () => {
    const places = [5, undefined, 2, 7];
    const matches = places.map((at, n) => ({
      ...matched('1', n, [`${n}.jpg`, 1]),
      ...(at === undefined ? {} : { at }),
    }));
    const [taken] = onePictureEach(matches, { kind: 'first-in-table' }).filter(
      ({ found }) => found.kind === 'record',
    );
    assert.equal(taken?.candidate.path, '2.jpg');
  });

  it('are selected by pixels, or by bytes if those aren’t known', () => {
    assert.equal(chosen({ kind: 'largest' }, ...PICTURES)[0], 'A_2_Front.png');
    assert.equal(chosen({ kind: 'largest' }, ...PICTURES, ['A_4.jpg', 25])[0], 'A_10.jpg');
    assert.equal(chosen({ kind: 'largest' }, ['b.jpg', 1], ['a.jpg', 1])[0], 'a.jpg');
  });

  it('need no rule if there is only one, and others name it', () => {
    assert.equal(chosen({ kind: 'ends-in', ending: 'x' }, ['A.jpg', 1])[0], 'A.jpg');
    const matches = [
      matched('1', 7, ['a.jpg', 1]),
      matched('2', 8, ['b.jpg', 1]),
      matched('1', 9, ['c.jpg', 1]),
    ];
    assert.deepEqual(
      onePictureEach(matches, { kind: 'first' }).map(({ found }) =>
        'by' in found ? found.by : found.kind,
      ),
      ['record', 'record', 'a.jpg'],
    );
  });

  it('are handled quickly, with 20,000 for one record', () => {
    const matches = Array.from({ length: 20_000 }, (_, n) => matched('1', n, [`${n}.jpg`, n]));
    const started = performance.now();
    assert.equal(onePictureEach(matches, { kind: 'largest' })[19_999]?.found.kind, 'record');
    assert.ok(performance.now() - started < 5_000);
  });
});
