import assert from 'node:assert/strict';
import type { Inspected, Refused } from '../../src/image/inspect.ts';
import { inspect } from '../../src/image/inspect.ts';
import { pictureInMemory } from '../../src/image/picture.ts';
import { personalDataIn, withoutPersonalData } from '../../src/image/personalData.ts';
import { formatOf } from '../../src/image/signature.ts';

/** The results for an input's header and personal data. */
export interface Answers {
  readonly header: string;
  readonly stripped: string;
}

/**
 * Checks that every question about a file gets a plausible answer from its own bytes alone, and
 * that a cleaned picture is clean and still the same picture.
 *
 * @throws AssertionError, or whatever was thrown instead of an answer
 */
export async function assertSound(bytes: Uint8Array): Promise<Answers> {
  // Surrounding bytes differ: if the answers do too, something outside the file was read.
  const first = await answersOf(bytes, 0x00);
  const second = await answersOf(bytes, 0xff);
  assert.deepEqual(first, second);
  return first;
}

async function answersOf(bytes: Uint8Array, around: number): Promise<Answers> {
  const room = new Uint8Array(bytes.length + 64).fill(around);
  room.set(bytes, 7);
  const file = room.subarray(7, 7 + bytes.length);
  const header = headerOf(await inspect(pictureInMemory('picture', file)));
  const { location, other } = personalDataIn(file);
  assert.ok(!location || other, 'a place is something besides the picture');
  const result = withoutPersonalData(file);
  assert.ok(Buffer.from(file).equals(bytes), 'the file was changed');
  const stripped = `${result.kind}${location ? ', with a place' : ''}`;
  if (result.kind === 'clean') {
    await assertClean(result.bytes, file, header);
  }
  return { header, stripped };
}

async function assertClean(clean: Uint8Array, file: Uint8Array, header: string): Promise<void> {
  assert.equal(formatOf(clean), formatOf(file));
  assert.equal(headerOf(await inspect(pictureInMemory('picture', clean))), header);
  assert.deepEqual(personalDataIn(clean), { location: false, other: false });
  const again = withoutPersonalData(clean);
  assert.equal(again.kind, 'clean', 'what is clean cannot be made so again');
  assert.ok('bytes' in again && Buffer.from(again.bytes).equals(clean), 'a second time differs');
}

function headerOf(inspected: Inspected | Refused): string {
  if ('refusal' in inspected) {
    const { refusal } = inspected;
    return refusal.kind === 'too-many-pixels'
      ? `${refusal.kind} ${refusal.width} x ${refusal.height}`
      : refusal.kind;
  }
  const { format, width, height } = inspected;
  assert.ok(Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0);
  return `${format} ${width} x ${height}`;
}
