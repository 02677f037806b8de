import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answers, challengeIn } from '../../emulator/pkce.ts';

/** The example of RFC 7636, appendix B. */
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

describe('PKCE', () => {
  it("agrees with the standard's example", () => {
    const challenge = challengeIn(
      new Map([
        ['code_challenge', CHALLENGE],
        ['code_challenge_method', 'S256'],
      ]),
    );
    assert.ok(typeof challenge === 'object');
    assert.equal(answers(VERIFIER, challenge), true);
    assert.equal(answers(CHALLENGE, challenge), false);
  });

  it('requires 43 to 128 characters for a verifier', () => {
    for (const [length, is] of [
      [42, false],
      [43, true],
      [128, true],
      [129, false],
    ] as const) {
      const value = '~'.repeat(length);
      assert.equal(answers(value, { value, method: 'plain' }), is);
      assert.equal(challengeIn(new Map([['code_challenge', value]])) !== 'invalid', is);
    }
  });

  it('accepts no method without a challenge', () => {
    assert.equal(challengeIn(new Map()), undefined);
    assert.equal(challengeIn(new Map([['code_challenge_method', 'S256']])), 'invalid');
  });
});
