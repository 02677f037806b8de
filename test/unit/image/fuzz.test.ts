import assert from 'node:assert/strict';
import { it } from 'node:test';
import sharp from 'sharp';
import { withoutPersonalData } from '../../../src/image/personalData.ts';
import { corpus } from '../../fuzz/corpus.ts';
import { fuzz } from '../../fuzz/fuzz.ts';
import { inputOf } from '../../fuzz/input.ts';
import { howMany } from '../../long.ts';

const SEED = 5;

it('thousands of mutated pictures, of the million in npm run fuzz, get an answer', async () => {
  const runs = howMany(4000, 10_000);
  const { answers, failure } = await fuzz({ seed: SEED, from: 0, runs });
  assert.equal(failure, undefined);
  // The run is worthless if nearly all of them have the same result.
  for (const answer of ['JPEG', 'PNG', 'GIF', 'BMP', 'broken', 'truncated', 'not-a-picture']) {
    assert.ok((answers[answer] ?? 0) > runs / 50, answer);
  }
  for (const answer of ['clean', 'clean, with a place', 'broken', 'truncated']) {
    assert.ok((answers[`without personal data: ${answer}`] ?? 0) > runs / 20, answer);
  }
});

/** Upright pixels, as a tolerant decoder sees them. */
function pixels(bytes: Uint8Array): Promise<Buffer | undefined> {
  const seen = sharp(bytes, { failOn: 'none', limitInputPixels: 1_000_000 }).autoOrient().raw();
  return seen.toBuffer().catch(() => undefined);
}

it('what a decoder can still see of a damaged picture stays unchanged', async () => {
  const all = await corpus();
  let compared = 0;
  for (let input = 0; input < 1500; input += 1) {
    const bytes = inputOf(all, SEED, input);
    const result = withoutPersonalData(bytes);
    const before = result.kind === 'clean' ? await pixels(bytes) : undefined;
    if (result.kind === 'clean' && before !== undefined) {
      compared += 1;
      const after = await pixels(result.bytes);
      assert.ok(after !== undefined && before.equals(after), `input ${input} of seed ${SEED}`);
    }
  }
  assert.ok(compared > 200, `${compared} compared`);
});
