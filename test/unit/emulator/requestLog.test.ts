import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { redacted } from '../../emulator/requestLog.ts';

const NAMES = [
  'access_token',
  'client_secret',
  'code',
  'code_challenge',
  'code_verifier',
  'device_code',
  'enhance_token',
  'refresh_token',
  'ticket',
  'token',
  'user_code',
];
const SECRET = '1000.5ec4e7.5ec4e7';

describe('redacted', () => {
  it('removes secrets, and nothing else', () => {
    assert.equal(
      redacted(`/oauth/v2/token?grant_type=x&CODE=${SECRET}&client_id=1000.A&c%6Fde=${SECRET}`),
      '/oauth/v2/token?grant_type=x&CODE=REPLACED&client_id=1000.A&c%6Fde=REPLACED',
    );
    for (const address of ['/', '/crm/v2/Leads?fields=a,b', 'http://x/?a=%zz&b', '?#&=']) {
      assert.equal(redacted(address), address);
    }
  });

  it('removes them in fragments, and in URLs within URLs, however deep', () => {
    const name = fc.constantFrom(...NAMES);
    const wrap = fc.array(fc.tuple(fc.webPath(), fc.constantFrom('?', '#'), fc.boolean()), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(name, wrap, (parameter, layers) => {
        let address = `http://127.0.0.1/?state=1&${parameter}=${SECRET}&location=us`;
        for (const [path, mark, first] of layers) {
          const value = encodeURIComponent(address);
          address = `https://host${path}${mark}${first ? '' : 'a=b&'}next=${value}&z=1`;
        }
        const safe = decodeURIComponent(decodeURIComponent(decodeURIComponent(redacted(address))));
        assert.ok(!safe.includes(SECRET), safe);
        assert.ok(safe.includes(`${parameter}=REPLACED`) && safe.includes('location=us'), safe);
      }),
    );
  });
});
