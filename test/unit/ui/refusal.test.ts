import assert from 'node:assert/strict';
import { it } from 'node:test';
import { MAX_BYTES } from '../../../src/image/limits.ts';
import { wordsOfRefusal } from '../../../src/ui/words/refusal.ts';

it('the size of a file that is too large never reads like an accepted one', () => {
  const said = [1, 1_000_000].map((more) => {
    const size = MAX_BYTES.upper + more;
    return wordsOfRefusal({ kind: 'too-many-bytes', size, limit: MAX_BYTES.upper }).what;
  });
  assert.deepEqual(said, [
    'The file is 10.5 MB, but Zoho accepts up to 10 MB.',
    'The file is 11.5 MB, but Zoho accepts up to 10 MB.',
  ]);
});

it('says why a file may be unreadable, and what to do', () => {
  const said = (['busy', 'in-cloud', 'out-of-reach', 'personal-data'] as const).map((reason) => {
    const { what, remedy } = wordsOfRefusal({ kind: 'unreadable', reason, code: 'EIO' });
    assert.ok(remedy.length > 0);
    return what;
  });
  assert.deepEqual(said, [
    'The file is open in another program.',
    'The picture is only in the cloud, not on this machine.',
    'The picture is only in the cloud and couldn’t be downloaded (EIO).',
    'Location and camera data can’t be removed from the picture.',
  ]);
  const forbidden = wordsOfRefusal({ kind: 'unreadable', reason: 'no-permission', code: 'EPERM' });
  assert.match(forbidden.remedy, /close it in other programs/);
});
