import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isLoopbackAddress, isPublicAddress } from '../../../src/download/publicAddress.ts';

const PUBLIC = [
  '8.8.8.8',
  '93.184.216.34',
  '172.15.255.255',
  '172.32.0.1',
  '2606:4700::1111',
  '2a00:1450::1',
  // 8.8.8.8, as a network with only IPv6 names it.
  '64:ff9b::808:808',
];
const NOT_PUBLIC = [
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.255',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  'fe80::1',
  'fc00::1',
  'fd12:3456::1',
  'ff02::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2001::1',
  '64:ff9b::7f00:1',
  '64:ff9b::a00:1',
  '64:ff9b::ac1f:ffff',
  '64:ff9b::c0a8:101',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b::',
  '64:ff9b:1::808:808',
  '64:ff9b:0:0:0:1:808:808',
  '',
  'localhost',
  '127.1',
  '0x7f000001',
  '2130706433',
];

describe('which IP addresses are public', () => {
  for (const address of PUBLIC) {
    it(`${address} is`, () => {
      assert.equal(isPublicAddress(address), true);
    });
  }

  for (const address of NOT_PUBLIC) {
    it(`“${address}” is not`, () => {
      assert.equal(isPublicAddress(address), false);
    });
  }

  it('none is an address of this machine, as Node parses it', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        assert.ok(!(isLoopbackAddress(address) && isPublicAddress(address)));
        assert.equal(isLoopbackAddress(address), address.startsWith('127.'));
      }),
    );
  });

  it('never throws, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV6(), fc.domain()), (text) => {
        assert.equal(typeof isPublicAddress(text), 'boolean');
      }),
    );
  });
});
