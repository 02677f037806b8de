import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Return, Surroundings, WayId } from '../../../../src/auth/ways/way.ts';
import { returnIn, WAYS, waysIn } from '../../../../src/auth/ways/way.ts';

type Row = [Surroundings['extensionHost'], publisher: boolean, secret: boolean, WayId[], Return];

/** Where it runs, whether there is a publisher's client, whether a secret, and what follows. */
const TABLE: Row[] = [
  ['desktop', false, true, ['self-client', 'browser', 'device-code', 'access-token'], 'loopback'],
  [
    'desktop',
    true,
    true,
    ['publisher', 'self-client', 'browser', 'device-code', 'access-token'],
    'loopback',
  ],
  ['desktop', false, false, ['browser', 'access-token'], 'loopback'],
  ['desktop', true, false, ['publisher', 'browser', 'access-token'], 'loopback'],
  [
    'remote',
    false,
    true,
    ['self-client', 'browser', 'device-code', 'access-token'],
    'loopback-or-paste',
  ],
  [
    'remote',
    true,
    true,
    ['publisher', 'self-client', 'browser', 'device-code', 'access-token'],
    'loopback-or-paste',
  ],
  ['remote', false, false, ['browser', 'access-token'], 'loopback-or-paste'],
  ['remote', true, false, ['publisher', 'browser', 'access-token'], 'loopback-or-paste'],
  [
    'browser-hosted',
    false,
    true,
    ['self-client', 'browser', 'device-code', 'access-token'],
    'loopback-or-paste',
  ],
  [
    'browser-hosted',
    true,
    true,
    ['publisher', 'self-client', 'browser', 'device-code', 'access-token'],
    'loopback-or-paste',
  ],
  ['browser-hosted', false, false, ['browser', 'access-token'], 'loopback-or-paste'],
  ['browser-hosted', true, false, ['publisher', 'browser', 'access-token'], 'loopback-or-paste'],
];

describe('waysIn', () => {
  for (const [extensionHost, publisherClient, secret, ways, back] of TABLE) {
    const publisher = publisherClient ? 'with' : 'without';
    const withSecret = secret ? 'with' : 'without';
    it(`recommends ${String(ways[0])} on ${extensionHost} ${publisher} a publisher’s client and ${withSecret} a secret`, () => {
      const surroundings = { extensionHost, publisherClient, secret };
      assert.deepEqual(
        waysIn(surroundings).map(({ id }) => id),
        ways,
      );
      assert.equal(returnIn(surroundings), back);
    });
  }

  it('asks for a client only of the types that the way works with', () => {
    const types = Object.fromEntries(WAYS.map(({ id, clientTypes }) => [id, clientTypes]));
    assert.deepEqual(types, {
      publisher: [],
      'self-client': ['self'],
      browser: ['server', 'mobile'],
      'device-code': ['non-browser'],
      'access-token': [],
    });
  });
});
