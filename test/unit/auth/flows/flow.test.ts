import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client, ClientType } from '../../../../src/auth/client.ts';
import type { ReturnPath, Surroundings, FlowId } from '../../../../src/auth/flows/flow.ts';
import { returnPathIn, FLOWS, flowsIn, worksWith } from '../../../../src/auth/flows/flow.ts';

type Row = [Surroundings['extensionHost'], publisher: boolean, FlowId[], ReturnPath];

/** Where the extension runs, whether there is a publisher's client, and the result. */
const TABLE: Row[] = [
  ['desktop', false, ['self-client', 'browser', 'device-code', 'access-token'], 'loopback'],
  [
    'desktop',
    true,
    ['publisher', 'self-client', 'browser', 'device-code', 'access-token'],
    'loopback',
  ],
  ['remote', false, ['self-client', 'browser', 'device-code', 'access-token'], 'loopback-or-paste'],
  [
    'remote',
    true,
    ['publisher', 'self-client', 'browser', 'device-code', 'access-token'],
    'loopback-or-paste',
  ],
  [
    'browser-hosted',
    false,
    ['self-client', 'browser', 'device-code', 'access-token'],
    'loopback-or-paste',
  ],
  [
    'browser-hosted',
    true,
    ['publisher', 'self-client', 'browser', 'device-code', 'access-token'],
    'loopback-or-paste',
  ],
];

/** The flows that a stored client can be used for, with a secret and without. */
const CLIENTS: [ClientType, withSecret: FlowId[], without: FlowId[]][] = [
  ['self', ['self-client'], []],
  ['server', ['browser'], ['browser']],
  ['mobile', ['browser'], ['browser']],
  ['non-browser', ['device-code'], []],
];

describe('waysIn', () => {
  for (const [extensionHost, publisherClient, ways, back] of TABLE) {
    const publisher = publisherClient ? 'with' : 'without';
    it(`recommends ${String(ways[0])} on ${extensionHost} ${publisher} a publisher’s client`, () => {
      const surroundings = { extensionHost, publisherClient };
      assert.deepEqual(
        flowsIn(surroundings).map(({ id }) => id),
        ways,
      );
      assert.equal(returnPathIn(surroundings), back);
    });
  }

  for (const [type, withSecret, without] of CLIENTS) {
    it(`a stored ${type} client is offered where it can work, depending on its secret`, () => {
      const waysOf = (client: Client): FlowId[] =>
        FLOWS.filter((way) => worksWith(way, client)).map(({ id }) => id);
      assert.deepEqual(waysOf({ type, id: '1000.A', secret: 's' }), withSecret);
      assert.deepEqual(waysOf({ type, id: '1000.A' }), without);
    });
  }

  it('asks only for client types that the flow supports', () => {
    const types = Object.fromEntries(FLOWS.map(({ id, clientTypes }) => [id, clientTypes]));
    assert.deepEqual(types, {
      publisher: [],
      'self-client': ['self'],
      browser: ['server', 'mobile'],
      'device-code': ['non-browser'],
      'access-token': [],
    });
  });
});
